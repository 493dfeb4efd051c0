import { expect, test } from "vitest";
import { takeDownloadPlace, takeExportPlace } from "@/lib/exports/limit-exports";

test("four exports are read at once, and one that ends makes room once", () => {
  const places = Array.from({ length: 4 }, takeExportPlace);
  expect(takeExportPlace()).toBeNull();
  places[0]?.giveBack();
  places[0]?.giveBack();
  const fifth = takeExportPlace();
  expect(fifth).not.toBeNull();
  expect(takeExportPlace()).toBeNull();
  for (const place of [...places.slice(1), fifth]) place?.giveBack();
});

test("one person's downloads take no place of another's", () => {
  const places = Array.from({ length: 8 }, () => takeDownloadPlace("ada"));
  expect(takeDownloadPlace("ada")).toBeNull();
  const other = takeDownloadPlace("grace");
  expect(other).not.toBeNull();
  for (const place of [...places, other]) place?.giveBack();
});
