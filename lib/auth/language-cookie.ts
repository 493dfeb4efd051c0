/** The language that was chosen on a browser, or that its person brought along. */
export const languageCookie = "grata-language";
