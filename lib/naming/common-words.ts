/** Words that are names or levels as well as everyday words: they tell something only where somebody says that they are it. */
export const commonWords: ReadonlySet<string> = new Set(
  [
    "will may mark grace hope faith joy art bill rose lily ivy dawn june april august summer autumn rich frank sue ray drew chase max",
    "miles guy dean victor pat jack penny ruby pearl dale glen cliff heath wade grant lance rob skip don peter harry christian",
    "low medium high none base basic default true false yes no plain short long simple helpful assistant user system human model control",
    "test neutral formal informal strong weak small large mild bold easy hard good bad best direct first second third other always never",
    "persona person character someone somebody friend people patient experienced young old senior junior expert professional cautious",
    "kind very with from your this that standard baseline prompt prompted steered treatment condition unknown mixed left right open closed",
  ]
    .join(" ")
    .split(" "),
);
