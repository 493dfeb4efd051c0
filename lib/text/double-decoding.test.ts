import fc from "fast-check";
import { expect, test } from "vitest";
import { findDoubleDecoded, mendDoubleDecoded } from "@/lib/text/double-decoding";
import { withWindowsSigns } from "@/lib/text/windows-1252";

const twice = (text: string, encoding = "windows-1252") => {
  const decoded = new TextDecoder(encoding).decode(new TextEncoder().encode(text));
  return encoding === "windows-1252" ? withWindowsSigns(decoded) : decoded;
};

const written = [
  "größer als 5 mg",
  "Äpfel und Öl für Müller",
  "It’s “fine”, she said – really…",
  "dose ≥ 5 mg → stop",
  "5 °C, 3 µg, £20, 100 €",
  "¿Qué está pasando?",
  "Où êtes-vous né ? À Orléans, déjà.",
  "Não tome, São Paulo, coração",
  "Привет, как дела",
  "Καλημέρα σας",
  "żółć i łódź, gęś",
  "günaydın, iyi geceler şimdi",
  "你好，吃药了吗",
  "こんにちは、お元気ですか",
  "두 알만 드세요",
  "مرحبا كيف حالك",
  "שלום לכולם",
  "สองเม็ดต่อวัน",
  "Tôi không biết điều đó, bạn ạ",
  "Take care 😊🙏",
  "crème brûlée",
];

test.each(written)("%s, decoded twice, is found and mended", (text) => {
  expect(findDoubleDecoded(twice(text))).not.toBeNull();
  expect(mendDoubleDecoded(twice(text))).toBe(text);
  expect(mendDoubleDecoded(twice(twice(text)))).toBe(text);
});

test.each(["It’s fine", "größer", "“Hm…” he said – no"])("%s, decoded as Mac Roman, is mended too", (text) => {
  expect(mendDoubleDecoded(twice(text, "macintosh"))).toBe(text);
});

test("a no-break blank that has become an ordinary one since leaves no letter behind", () => {
  expect(mendDoubleDecoded("take 5Â mg, thenÂ rest. Â Ângelo")).toBe("take 5 mg, then rest. Â Ângelo");
});

test("Latin-1, which has control characters in place of signs, is mended as well", () => {
  const latin1 = Buffer.from("It’s größer 😊", "utf8").toString("latin1");
  expect(mendDoubleDecoded(latin1)).toBe("It’s größer 😊");
});

const meant = [
  "“IRMÔ e “AMANHÔ, MAÇÃ… MAÇÃ – não",
  "«MAÇû, «Está»—disse, Olá»… «Olá» – já",
  "CAFÉ… “CAFÉ” ‘CAFɒ É—",
  "voilà … à « Paris », là…",
  "El Niño, Ñandú, ¿qué? ¡no! 5º 3ª",
  "Ærø, Århus, Äußerung, „Ärger“ und ‚Ärger‘",
  "sâ…” mâ, Bâle — Ân, ÂME, Âge",
  "João Ângelo Ávila Ícaro Úrsula Ölüdeniz Þór Ðorđe",
  "2√π, x√2, √∂x, a × b × c, 3×10⁻³",
  "30 °C ± 2 µg £5 © 2020 «oui» ½ ¾",
  "L’été, où ça ? Très bien ! Ç’est",
  "Ã",
  "Â",
  "Ð",
  "ß…",
  "é’é’",
  "TÊTE… ÂNE…",
  "ÎLE… Ïle",
  "GROẞ… STRASSE…",
  "İstanbul’da, Işık’ın, şey… ğ",
  "Việt Nam, Nguyễn, ở… ạ”",
  "„Už že?“ šéf – áš… Čáš, žeň… déš” œuvre… cœur” Œdipe… Tšehhi, äšš…",
  "Łódź… ĄĘĆ… Żółw”",
  ...written,
];

test.each(meant)("%s is meant so and left alone", (text) => {
  expect(findDoubleDecoded(text)).toBeNull();
  expect(mendDoubleDecoded(text)).toBe(text);
});

test("prose of small letters of any script, with its quotes and dashes, is never taken for it", () => {
  const letters = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzäöüßéèêàçñãõåøæłńśżğışđþð");
  const signs = fc.constantFrom(" ", " ", "’", "“", "”", "…", "–", "—", ", ", ". ", " « ", " » ", "\u00a0", "° ", "§ ");
  const word = fc.array(letters, { minLength: 1, maxLength: 9 }).map((of) => of.join(""));
  const cased = fc.tuple(word, fc.nat(3)).map(([of, how]) => {
    if (how === 0) return of.toUpperCase();
    return how === 1 ? of.charAt(0).toUpperCase() + of.slice(1) : of;
  });
  const prose = fc.array(fc.tuple(cased, signs), { minLength: 1, maxLength: 30 }).map((pairs) => pairs.flat().join(""));
  fc.assert(
    fc.property(prose, (text) => findDoubleDecoded(text) === null),
    { numRuns: 5000 },
  );
});
