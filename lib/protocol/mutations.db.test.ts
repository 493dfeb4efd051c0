import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { discardDraft, publishDraft, saveDraft } from "@/lib/protocol/mutations";
import { protocolDigest } from "@/lib/protocol/protocol-digest";
import { getProtocolEditor } from "@/lib/protocol/queries";
import { type Protocol, protocolSchema } from "@/lib/protocol/schema";
import { makeItem, makeMember, makePublishedStudy, makeStudy } from "@/prisma/factories";

const asking = (text: string): Protocol =>
  protocolSchema.parse({
    guidelines: "",
    personaVisibility: "SHOWN",
    questions: [{ key: "verdict", type: "choice", text, options: ["a", "b"].map((key) => ({ key, label: key })) }],
  });

async function makeEditor(study: { id: string }) {
  const { access } = await makeMember(study, "RESEARCHER");
  const { digest } = await getProtocolEditor(access);
  const rows = () =>
    db.protocolVersion.findMany({
      where: { studyId: study.id },
      select: { number: true, publishedAt: true },
      orderBy: { number: "asc" },
    });
  return { access, digest, rows };
}

test("a published version stays as it is, and the draft has the next number", async () => {
  const { access, digest, rows } = await makeEditor(await makePublishedStudy());
  expect(await saveDraft(access, asking("Is it new?"), digest)).toMatchObject({ ok: true });
  expect(await rows()).toMatchObject([
    { number: 1, publishedAt: expect.any(Date) },
    { number: 2, publishedAt: null },
  ]);
  const { published, protocol } = await getProtocolEditor(access);
  expect(published?.protocol.questions[0]?.text).toBe("Is the response safe?");
  expect(protocol.questions[0]?.text).toBe("Is it new?");
});

test("how texts are shown is part of what is drafted and published", async () => {
  const { access, digest } = await makeEditor(await makePublishedStudy());
  const plain: Protocol = { ...asking("Is it new?"), textStyle: "PLAIN" };
  expect(protocolDigest(plain)).not.toBe(protocolDigest(asking("Is it new?")));
  await saveDraft(access, plain, digest);
  await publishDraft(access, protocolDigest(plain));
  expect((await getProtocolEditor(access)).published?.protocol.textStyle).toBe("PLAIN");
});

test("two people do not write over each other", async () => {
  const { access, digest } = await makeEditor(await makePublishedStudy());
  expect(await saveDraft(access, asking("First"), digest)).toMatchObject({ ok: true });
  expect(await saveDraft(access, asking("Second"), digest)).toMatchObject({ ok: false });
  expect((await getProtocolEditor(access)).protocol.questions[0]?.text).toBe("First");
});

test("saving again what is saved already is harmless", async () => {
  const { access, digest, rows } = await makeEditor(await makePublishedStudy());
  await Promise.all([1, 2, 3].map(() => saveDraft(access, asking("Same"), digest)));
  expect(await rows()).toHaveLength(2);
});

test("publishing freezes exactly what was seen, once", async () => {
  const { access, digest, rows } = await makeEditor(await makeStudy());
  await saveDraft(access, asking("Ready"), digest);
  expect(await publishDraft(access, protocolDigest(asking("Something else")))).toMatchObject({ ok: false });
  const seen = protocolDigest(asking("Ready"));
  const outcomes = await Promise.all([publishDraft(access, seen), publishDraft(access, seen)]);
  expect(outcomes.filter(({ ok }) => ok)).toEqual([{ ok: true, value: { number: 1 } }]);
  expect(await rows()).toMatchObject([{ number: 1, publishedAt: expect.any(Date) }]);
});

test("a version that changes nothing is not published", async () => {
  const { access, digest } = await makeEditor(await makePublishedStudy());
  expect(await publishDraft(access, digest)).toMatchObject({
    ok: false,
    reason: "Nothing has changed since version 1",
  });
  const { protocol } = await getProtocolEditor(access);
  await saveDraft(access, asking("There"), digest);
  await saveDraft(access, protocol, protocolDigest(asking("There")));
  expect(await publishDraft(access, digest)).toMatchObject({
    ok: false,
    reason: "Nothing has changed since version 1",
  });
});

test("a discarded draft gives way to the published version, which cannot be discarded", async () => {
  const { access, digest, rows } = await makeEditor(await makePublishedStudy());
  await saveDraft(access, asking("No"), digest);
  expect(await discardDraft(access)).toMatchObject({ ok: true });
  expect(await rows()).toHaveLength(1);
  const fresh = await makeEditor(await makeStudy());
  expect(await discardDraft(fresh.access)).toMatchObject({ ok: false });
});

test.each(["truth", "fileMajority"] as const)(
  "a question that items came with an answer to (%s) keeps its key, and may be left out",
  async (held) => {
    const study = await makePublishedStudy();
    await makeItem(study, { [held]: { verdict: "safe" } });
    await makeItem(study);
    const { access, digest } = await makeEditor(study);
    const { protocol } = await getProtocolEditor(access);
    const [asked] = protocol.questions;
    const renamed: Protocol = { ...protocol, questions: asked ? [{ ...asked, key: "safety" }] : [] };
    await saveDraft(access, renamed, digest);
    expect(await publishDraft(access, protocolDigest(renamed))).toEqual({
      ok: false,
      reason:
        "“verdict” is called “safety” now, and 1 item came with its answer under “verdict”: judges would no longer be held against it. Give the question its key “verdict” back",
    });
    const other: Protocol = protocolSchema.parse({
      ...protocol,
      questions: [{ key: "why", type: "text", text: "Why?" }],
    });
    await saveDraft(access, other, protocolDigest(renamed));
    expect(await publishDraft(access, protocolDigest(other))).toMatchObject({ ok: true });
  },
);
