import { pool } from "@/lib/db/client";

const patienceMs = 2_000;

/** Whether the database answers a query within two seconds, a free connection included. */
export async function answersInTime(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const answered = pool.query("SELECT 1").then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
