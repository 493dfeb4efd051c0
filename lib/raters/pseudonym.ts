import type { Random } from "@/lib/stats/defined";

// Words that say nothing about a person: how a thing looks or moves, and plants, animals and places. Our own choice.
const first =
  `amber azure basil beige birch blue brisk bronze calm cedar chalk clear cobalt copper coral cosy crisp dapple dawn
  deep dewy dusky early ember even fern fine floral fresh frosty glassy golden grassy green hazel indigo inland ivory
  jade lilac linen lunar maple marble mellow mild mint misty mossy navy ochre olive opal pale pearl pine plain plum
  quiet rapid rosy round ruby russet rustic sandy satin sepia silent silver sky slate smooth snowy soft solar stone
  sunny teal tidal topaz umber velvet violet warm wavy winter woven`.split(/\s+/);
const second =
  `acorn alder anchor arbor aspen aster badger barley bay beacon beaver beech bison brook canoe canyon cedar cliff
  clover comet cove crane creek cricket daisy delta dolphin dove dune elm falcon ferry field finch fjord flint forest
  fox garden geyser glade gull harbor hare hawk heath heron hill iris island ivy jay juniper kite lagoon lake lark
  laurel lemur lily linden lotus lynx magpie maple marten meadow mesa moth oak oasis orchid osprey otter owl panda
  pebble pelican pine plover pond poppy puffin quail rabbit raven reed reef ridge river robin salmon seal shore
  sparrow spruce stork summit swan tern thistle thrush trout tulip valley walnut willow wren yew zebra`.split(/\s+/);

const pick = (words: readonly string[], random: Random) => words[Math.floor(random() * words.length)] ?? "";

/** Two words and a number from 10 to 99, such as `misty-heron-42`: nearly a million of them. `random` should be secret for people. */
export function drawPseudonym(random: Random): string {
  return `${pick(first, random)}-${pick(second, random)}-${10 + Math.floor(random() * 90)}`;
}

/** Draws until none of `taken` comes out, and adds the new one to them. */
export function drawFreePseudonym(random: Random, taken: Set<string>): string {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const pseudonym = drawPseudonym(random);
    if (taken.has(pseudonym)) continue;
    taken.add(pseudonym);
    return pseudonym;
  }
  throw new RangeError(`drawFreePseudonym: 1000 draws gave only names that are taken (${taken.size} are)`);
}
