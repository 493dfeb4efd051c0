"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { makeKey } from "@/components/annotate/make-key";
import * as api from "@/components/import/import-api";
import { explainFailure } from "@/components/ui/explain-failure";
import type { MappingInput } from "@/lib/formats/contract/mapping";
import type { FormatKey } from "@/lib/formats/formats";
import type { ImportStatus, Preview } from "@/lib/imports/contract";

/** choose a file -> map its columns and values -> staging on the server -> review -> done. */
export type ImportStep =
  | { at: "choose" }
  | { at: "map"; file: File; preview: Preview | null }
  | { at: "staging"; id: string; status: ImportStatus | null }
  | { at: "review"; status: ImportStatus }
  | { at: "committing"; status: ImportStatus };

const pollMs = 1000;

const isBusy = ({ state }: ImportStatus) => state === "STAGING" || state === "COMMITTING";

function stepOf(status: ImportStatus): ImportStep {
  if (status.state === "STAGING") return { at: "staging", id: status.id, status };
  return status.state === "COMMITTING" ? { at: "committing", status } : { at: "review", status };
}

/** The import in the URL survives a reload; the file itself stays in the browser until it is sent. */
const showInUrl = (id: string | null) =>
  window.history.replaceState(null, "", id ? `?id=${id}` : window.location.pathname);

export function useImport(studyId: string, initial: ImportStatus | null) {
  const [step, setStep] = useState<ImportStep>(initial ? stepOf(initial) : { at: "choose" });
  const [error, setError] = useState<string | null>(null);
  const [format, setFormat] = useState<FormatKey | undefined>();
  const [mapping, setMapping] = useState<MappingInput>({});
  const [lastFile, setLastFile] = useState<File | null>(null);
  const asking = useRef<AbortController | null>(null);

  const attempt = useCallback(async (work: () => Promise<void>) => {
    setError(null);
    try {
      await work();
    } catch (thrown) {
      if ((thrown as Error).name === "AbortError") return;
      setError(thrown instanceof api.ImportRefused ? thrown.message : `${await explainFailure()} Try again.`);
    }
  }, []);

  const look = useCallback(
    (file: File, asked: { format?: FormatKey; mapping: MappingInput }) => {
      asking.current?.abort();
      const controller = new AbortController();
      asking.current = controller;
      setLastFile(file);
      setFormat(asked.format);
      setMapping(asked.mapping);
      setStep((before) => ({
        at: "map",
        file,
        preview: before.at === "map" && before.file === file ? before.preview : null,
      }));
      return attempt(async () => {
        const preview = await api.preview(studyId, file, { fileName: file.name, ...asked }, controller.signal);
        setStep({ at: "map", file, preview });
      });
    },
    [attempt, studyId],
  );

  const send = useCallback(
    (file: File, mapping: MappingInput) => {
      const id = makeKey();
      const controller = new AbortController();
      asking.current = controller;
      setStep({ at: "staging", id, status: null });
      showInUrl(id);
      return attempt(async () => {
        try {
          setStep(
            stepOf(await api.upload(studyId, id, file, { fileName: file.name, format, mapping }, controller.signal)),
          );
        } catch (thrown) {
          showInUrl(null);
          setStep({ at: "map", file, preview: null });
          look(file, { format, mapping });
          throw thrown;
        }
      });
    },
    [attempt, format, look, studyId],
  );

  const stagingId = step.at === "staging" ? step.id : step.at === "committing" ? step.status.id : null;
  useEffect(() => {
    if (!stagingId) return;
    const timer = setInterval(async () => {
      const status = await api.findStatus(studyId, stagingId).catch(() => null);
      if (!status) return;
      setStep((now) => {
        if (isBusy(status)) return now.at === "staging" ? { ...now, status } : now;
        return now.at === "staging" || now.at === "committing" ? stepOf(status) : now;
      });
    }, pollMs);
    return () => clearInterval(timer);
  }, [stagingId, studyId]);

  const commit = (status: ImportStatus, contentWarning?: string) =>
    attempt(async () => {
      setStep({ at: "committing", status });
      try {
        setStep(stepOf(await api.commit(studyId, status.id, contentWarning)));
      } catch (thrown) {
        setStep({ at: "review", status });
        throw thrown;
      }
    });

  /** Stops what runs, forgets what is staged, and goes back to the file where there is one. */
  const discard = (id: string) =>
    attempt(async () => {
      asking.current?.abort();
      await api.discard(studyId, id);
      showInUrl(null);
      if (lastFile) await look(lastFile, { format, mapping });
      else setStep({ at: "choose" });
    });

  /** Forgets what is staged and reads the same file again, understood otherwise. */
  const choose = lastFile
    ? async (id: string, changed: Partial<MappingInput>) => {
        const chosen = { ...mapping, ...changed };
        await attempt(() => api.discard(studyId, id));
        setMapping(chosen);
        await send(lastFile, chosen);
      }
    : null;

  /** Takes the file of an import again that this page does not hold since it was loaded anew; another file is another import. */
  const hold = async (status: ImportStatus, file: File) => {
    if (file.name !== status.fileName) {
      await attempt(() => api.discard(studyId, status.id));
      showInUrl(null);
      return look(file, { mapping: {} });
    }
    setLastFile(file);
    setFormat(status.format ?? undefined);
    setMapping(status.mapping);
  };

  const startOver = () => {
    asking.current?.abort();
    showInUrl(null);
    setError(null);
    setLastFile(null);
    setStep({ at: "choose" });
  };

  return { step, error, format, mapping, look, send, commit, discard, choose, hold, startOver };
}
