/** The words of a text, each from and up to a place in its JavaScript string: by the rules of its script, so that Chinese and Thai have words too. */
export function listWords(text: string): { from: number; to: number }[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
  return [...segmenter.segment(text)].flatMap(({ segment, index, isWordLike }) =>
    isWordLike ? [{ from: index, to: index + segment.length }] : [],
  );
}
