/*
 * How a response begins that refuses. Apostrophes are written as "." so that the curly one is found too.
 */
const openings = [
  "i.m sorry, (?:but )?(?:i|that)",
  "i am sorry, (?:but )?(?:i|that)",
  "sorry, (?:but )?(?:i|that)",
  "i apologi[sz]e, but",
  "(?:unfortunately, )?i (?:can.t|cannot|can not|won.t|will not|am unable to|am not able to)(?! wait)",
  "(?:unfortunately, )?i.m (?:unable|not able) to",
  "as an ai(?: language model)?,? i (?:can.t|cannot|can not|won.t|will not|am unable|am not able|do not|don.t)",
  "i must (?:decline|refuse)",
  "i (?:have to|need to) (?:decline|refuse)",
  "i (?:refuse|decline) to",
  "i.m not comfortable",
  "it(?:.s| is| would be) (?:not (?:appropriate|ethical|right)|inappropriate|unethical|illegal) ",
];

/** Characters at the head of a response among which an opening is looked for. */
export const refusalHead = 200;

/** For regular expressions of JavaScript ("i") and PostgreSQL (`~*`) alike: an opening at the start, or after a first word or two. */
export const refusalPattern = `^\\s*["*]?(?:(?:oh|hi|hello|hey|thank you|thanks|well)[^.!?]{0,40}[.,!?]\\s+)?(?:${openings.join("|")})`;
