import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ReviewStep } from "@/components/import/review-step";
import type { ImportStatus } from "@/lib/imports/contract";
import { noCounts, noReport } from "@/lib/imports/import-report";

const failed = (message: string): ImportStatus => ({
  ...noReport,
  id: "1",
  state: "FAILED",
  format: "outputs",
  fileName: "old.csv",
  createdAt: "",
  finishedAt: null,
  counts: noCounts,
  problemCount: 1,
  bytesRead: 0,
  bytesTotal: 0,
  filesAhead: 0,
  mapping: {},
  problems: [{ file: "old.csv", line: 9, field: null, message }],
});

const nothing = () => undefined;
const draw = (status: ImportStatus, isHeld: boolean) =>
  renderToStaticMarkup(
    <ReviewStep
      studyId="s"
      status={status}
      isCommitting={false}
      onCommit={nothing}
      onDiscard={nothing}
      onAnother={nothing}
      onChoose={isHeld ? nothing : null}
      onMask={isHeld ? nothing : null}
      onEncoding={isHeld ? nothing : null}
      onLetters={isHeld ? nothing : null}
      onFile={isHeld ? null : nothing}
    />,
  );

const message = "This is not UTF-8: save the file as UTF-8";

test("a file in another encoding is asked about while the page holds it", () => {
  const page = draw(failed(message), true);
  expect(page).toContain("Written in");
  expect(page).not.toContain("Choose the file again");
});

test("after a reload the file is asked for again, so that its encoding can be said", () => {
  const page = draw(failed(message), false);
  expect(page).toContain("does not hold old.csv any more");
  expect(page).toMatch(/Choose the file again to.*say what it is written in/);
  expect(page).toContain('type="file"');
});

test("a problem that no choice mends asks for no file", () => {
  expect(draw(failed("There is nothing in this file"), false)).not.toContain('type="file"');
});

test("letters that were decoded twice are shown with what they would be, and mended by choice", () => {
  const examples = [{ file: null, line: 3, before: "grÃ¶ÃŸer", after: "größer" }];
  const ready: ImportStatus = { ...failed(""), state: "READY", problems: [], problemCount: 0 };
  const found = draw({ ...ready, letters: { rows: 2, isMended: false, examples } }, true);
  expect(found).toContain("2 rows hold letters that were decoded twice");
  expect(found).toContain("&quot;grÃ¶ÃŸer&quot; for &quot;größer&quot; in line 3");
  expect(found).toContain("Read again with them mended");
  expect(draw({ ...ready, letters: { rows: 2, isMended: true, examples } }, true)).toContain("Read again as written");
  expect(draw(ready, true)).not.toContain("decoded twice");
});
