"use client";

import { FirstVisit } from "@/components/annotate/first-visit";
import type { ReadFirst as WhatToRead } from "@/components/annotate/labeling-view";
import { WhatsNew } from "@/components/annotate/whats-new";

type ReadFirstProps = {
  study: { name: string; contentWarning: string };
  toRead: WhatToRead;
  /** With the version that was shown, if one was. */
  onContinue: (versionId: string | null) => void;
};

/** Before an item: the content warning and the guidelines the first time, later what is new. One key goes on. */
export function ReadFirst({ study, toRead: { isWarned, version }, onContinue }: ReadFirstProps) {
  const goOn = () => onContinue(version?.protocol.versionId ?? null);
  if (isWarned && version && version.toRead.since !== null) return <WhatsNew {...version} onContinue={goOn} />;
  const isFirst = version?.toRead.since === null;
  return (
    <FirstVisit
      studyName={study.name}
      contentWarning={isWarned ? "" : study.contentWarning}
      guidelines={isFirst ? version.protocol.guidelines : []}
      onStart={isFirst || !version ? goOn : () => onContinue(null)}
    />
  );
}
