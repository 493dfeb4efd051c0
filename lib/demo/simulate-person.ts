import type { DemoItem } from "@/lib/demo/demo-study";
import { pickRemark } from "@/lib/demo/remarks";
import type { SimulatedPerson } from "@/lib/demo/simulated-raters";
import type { Question } from "@/lib/protocol/schema";
import type { StoredAnswer } from "@/lib/questions/answer-check";
import { kindOf } from "@/lib/questions/kinds";
import { drawNormal, type Reading } from "@/lib/questions/simulated";
import type { Random } from "@/lib/stats/defined";

type Given = { person: SimulatedPerson; item: DemoItem; shown: readonly string[]; random: Random };

/** Answers to all questions of a starter protocol, in their order; some people leave a remark now and then. */
export function simulatePerson(given: Given, questions: readonly Question[]): StoredAnswer[] {
  const sitting = { ...given, remarkOn: (answer: StoredAnswer) => pickRemark(answer, given) };
  const readings = new Map<string, Reading>();
  return questions.flatMap((question): StoredAnswer[] => {
    const kind = kindOf(question);
    const reading = kind.simulate(question, sitting, readings);
    if (reading && kind.isJudgment) readings.set(question.key, reading);
    return reading ? [reading.answer] : [];
  });
}

const wordsPerMinute = 230;

/** Time before the item in ms: reading, thinking, and sometimes a pause that counts as elapsed only. */
export function simulateTimes({ person, item, random }: Given): { activeMs: number; elapsedMs: number } {
  const { task, parts } = item.record;
  const text = [
    task.prompt,
    ...parts.map(({ output, label, profile }) => `${output?.text ?? ""} ${label ?? ""} ${profile ?? ""}`),
  ];
  const words = text.join(" ").split(/\s+/).length;
  const seconds = ((words / wordsPerMinute) * 60 + 9) * person.pace * Math.exp(drawNormal(random) * 0.3);
  const activeMs = Math.round(seconds * 1000);
  const pauseMs = random() < 0.08 ? Math.round(60_000 + random() * 400_000) : Math.round(random() * 2000);
  return { activeMs, elapsedMs: activeMs + pauseMs };
}
