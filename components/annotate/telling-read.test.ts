import { expect, test } from "vitest";
import { labelingApi } from "@/components/annotate/labeling-api";
import { labelingStore } from "@/components/annotate/labeling-store";
import { tellingRead } from "@/components/annotate/telling-read";

/** A server that is in reach or not. */
function open() {
  const server = { isThere: true, told: [] as string[] };
  const fetchIt: typeof fetch = async (_, init) => {
    server.told.push(JSON.parse(String(init?.body)).versionId);
    return new Response(null, { status: server.isThere ? 204 : 503 });
  };
  const store = labelingStore();
  return { server, ...tellingRead({ store, api: labelingApi({ studyId: "s", userId: "me", fetchIt }) }) };
}

test("guidelines that were read are told once where the server is in reach", async () => {
  const { server, markRead, tellUntold } = open();
  await markRead("v1");
  await tellUntold();
  expect(server.told).toEqual(["v1"]);
});

test("out of reach they are told again until they have arrived, and not after that", async () => {
  const { server, markRead, tellUntold } = open();
  server.isThere = false;
  await markRead("v1");
  await tellUntold();
  server.isThere = true;
  await tellUntold();
  await tellUntold();
  expect(server.told).toEqual(["v1", "v1", "v1"]);
});
