/*
 * What comes before a name when somebody says who they are: "As a nurse, I ...", "My name is Will". A short or everyday word counts as a
 * name only there, or every "may" and "low" would be one.
 */

const between = "(?:(?!(?:of|to|for|with|from|and|who|that|than|the|an?)\\b)[\\p{L}'’-]+\\s+){0,3}?";
const english = [
  `(?:as|being|playing)\\s+(?:an?|your|the)\\s+${between}`,
  `(?:i\\s+am|i['’]m|we\\s+are|we['’]re)\\s+(?:(?:just|only|also|actually|really|not)\\s+){0,2}(?:(?:an?|the|your|just)\\s+${between})?`,
  "(?:my\\s+name\\s+is|my\\s+name['’]s|call\\s+me|this\\s+is|speaking\\s+as|signed|sincerely,|regards,|yours,)\\s+(?:an?\\s+|the\\s+)?",
  "(?:created|made|trained|developed|built|powered)\\s+by\\s+",
];
const others = [
  // German, French, Spanish, Italian, Portuguese, Dutch
  "(?:als|ich\\s+bin)\\s+(?:eine?[rm]?\\s+)?|(?:mein\\s+name\\s+ist|ich\\s+heiße)\\s+",
  "(?:en\\s+tant\\s+qu[e’'])\\s*|je\\s+suis\\s+(?:une?\\s+)?|je\\s+m[’']appelle\\s+",
  "(?:como|soy|sou|sono)\\s+(?:una?\\s+|uma?\\s+|uno\\s+)?|me\\s+llamo\\s+|mi\\s+chiamo\\s+|in\\s+qualità\\s+di\\s+",
  "ik\\s+ben\\s+(?:een\\s+)?",
  // Greek, Russian, Ukrainian
  "(?:ως|είμαι|με\\s+λένε)\\s+(?:(?:ο|η|ένας|μια|μία)\\s+)?",
  "(?:как|я|меня\\s+зовут|мене\\s+звати)\\s*[-–—,]?\\s+",
  // Arabic
  "(?:أنا|بصفتي|اسمي)\\s+",
];
const spaceless = ["(?:作为|作為|身为|身為|我是|我叫|我就是)(?:一名|一位|一个|一個)?", "私は|わたしは|僕は|俺は"];

/** The source of a pattern for what stands before a name, without flags; the name follows at once. */
export const selfNaming = `(?:(?<![\\p{L}\\p{N}\\p{M}])(?:${[...english, ...others].join("|")})|${spaceless.join("|")})["“‘*_]{0,2}`;

/** A name that stands alone where a line begins, as who speaks ("Nurse: ...") or as who signs. */
export const lineStart = "^[ \\t]*[-–—~*_]{0,3}[ \\t]*";
export const lineEnd = "(?=[ \\t]*[*_]{0,2}[ \\t]*(?:[:：]|[.!]?[ \\t]*$))";
