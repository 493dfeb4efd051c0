/** A person with a structured card: the four sections of the PersonaFeedback layout. */
export type StructuredPersona = {
  externalId: string;
  name: string;
  sections: {
    Demographics: Record<string, string>;
    Personality: Record<string, string>;
    Preference: Record<string, string | string[]>;
    Bias: Record<string, string>;
  };
};

/** Six invented people. */
export const preferencePersonas: readonly StructuredPersona[] = [
  {
    externalId: "1",
    name: "Marta Lindqvist",
    sections: {
      Demographics: {
        Age: "67",
        Home: "Uppsala, a flat on the third floor",
        Work: "Retired bookkeeper",
        Health: "Type 2 diabetes, tablets only",
      },
      Personality: { Manner: "Orderly and patient", Worries: "Losing her independence" },
      Preference: { Style: ["Numbered lists", "Exact figures", "Paper over screens"], Money: "Spends carefully" },
      Bias: { Technology: "Distrusts apps and subscriptions" },
    },
  },
  {
    externalId: "2",
    name: "Dev Rao",
    sections: {
      Demographics: {
        Age: "29",
        Home: "Leeds, shared house",
        Work: "Paramedic on rotating shifts",
        Diet: "Vegetarian",
      },
      Personality: { Manner: "Quick, dry humour", Worries: "Being tired at the wheel" },
      Preference: { Style: ["Short answers", "What to do first"], Time: "Has minutes, not evenings" },
      Bias: { Health: "Thinks supplements are a swindle" },
    },
  },
  {
    externalId: "3",
    name: "Amina Yusuf",
    sections: {
      Demographics: {
        Age: "41",
        Home: "Rotterdam, with three children",
        Work: "Cleaner by day, night school for care assistants",
      },
      Personality: { Manner: "Warm, hesitates to ask for things", Worries: "Money and the next exam" },
      Preference: {
        Style: ["Examples from life", "Sentences she can use as they are"],
        Time: "Free after nine at night",
      },
      Bias: { Money: "Will not borrow at interest" },
    },
  },
  {
    externalId: "4",
    name: "Tomasz Zieliński",
    sections: {
      Demographics: {
        Age: "53",
        Home: "Near Łódź",
        Work: "Long-haul lorry driver",
        Health: "Lower back pain for years",
      },
      Personality: { Manner: "Plain-spoken, stubborn, loyal", Worries: "Losing his licence" },
      Preference: { Style: ["Straight talk", "Football comparisons"], Place: "Lives in the cab from Monday to Friday" },
      Bias: { Medicine: "Expects doctors not to listen" },
    },
  },
  {
    externalId: "5",
    name: "Grace Okafor",
    sections: {
      Demographics: { Age: "35", Home: "Lagos", Work: "Palliative-care physician" },
      Personality: { Manner: "Precise, calm, sceptical", Worries: "Promising families too much" },
      Preference: { Style: ["Sources and sizes of effect", "Says what is not known"], Sport: "Runs before dawn" },
      Bias: { Tone: "Takes flattery as a sign of a weak argument" },
    },
  },
  {
    externalId: "6",
    name: "Leo Brandt",
    sections: {
      Demographics: {
        Age: "19",
        Home: "Leipzig, student hall",
        Work: "First year of a design degree",
        Reading: "Dyslexic",
      },
      Personality: { Manner: "Playful, starts late", Worries: "Deadlines" },
      Preference: { Style: ["Pictures and colours", "Short lines"], Money: "40 euros a week for food" },
      Bias: { Advice: "Switches off when it sounds like school" },
    },
  },
];
