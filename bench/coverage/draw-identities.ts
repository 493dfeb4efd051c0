import type { Identified } from "../../lib/measure/identification";
import type { Random } from "../../lib/stats/defined";

/** A judge that says who said it, with probabilities over two to five options; items of one prompt are hard together. */
export type IdentityCell = { skill: number; items: number; perPrompt: number };

const drawNormal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** How plainly one number of confidence tells options apart. */
const sharpness = 1.5;

function drawAnswer(ease: number, random: Random): Identified["answer"] {
  const options = 2 + Math.floor(4 * random());
  const scores = Array.from({ length: options }, (_, option) => (option === 0 ? ease : 0) + drawNormal(random));
  const weights = scores.map((score) => Math.exp(sharpness * score));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    probabilities: weights.map((weight) => weight / total),
    truth: 0,
    choice: scores.indexOf(Math.max(...scores)),
  };
}

export function drawIdentities({ skill, items, perPrompt }: IdentityCell, random: Random): Identified[] {
  let shared = 0;
  return Array.from({ length: items }, (_, item) => {
    if (item % perPrompt === 0) shared = drawNormal(random);
    const own = perPrompt === 1 ? drawNormal(random) : Math.SQRT1_2 * (shared + drawNormal(random));
    return {
      answer: drawAnswer(skill + own, random),
      hasProbabilities: true,
      cluster: Math.floor(item / perPrompt),
    };
  });
}
