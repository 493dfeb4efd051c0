/** How one simulated person reads. All numbers are invented; together they give agreement of the order that studies report. */
export type SimulatedPerson = {
  pseudonym: string;
  group: "clinician" | "role-play judge" | "crowd";
  /** Shift on every scale, in points: above 0 is lenient. */
  leniency: number;
  /** Standard deviation of one reading, in points. */
  noise: number;
  /** Exponent on what suggests itself: 1 takes it as it is, less is closer to guessing. */
  acuity: number;
  /** Log odds added for whatever was shown first. */
  firstShown: number;
  /** 0 hesitant to 1 sure of everything. */
  boldness: number;
  /** Seconds per item are multiplied by this. */
  pace: number;
  /** Items worked through, as a share of all. */
  share: number;
};

/** Six people: three who know the field, three from the crowd, the last of whom stopped on the way. */
export const simulatedPeople: readonly SimulatedPerson[] = [
  {
    pseudonym: "simulated-1",
    group: "clinician",
    leniency: -0.3,
    noise: 0.5,
    acuity: 1.3,
    firstShown: 0,
    boldness: 0.55,
    pace: 1.1,
    share: 1,
  },
  {
    pseudonym: "simulated-2",
    group: "clinician",
    leniency: 0,
    noise: 0.55,
    acuity: 1.2,
    firstShown: 0.1,
    boldness: 0.45,
    pace: 1.3,
    share: 1,
  },
  {
    pseudonym: "simulated-3",
    group: "clinician",
    leniency: 0.25,
    noise: 0.6,
    acuity: 1.1,
    firstShown: 0,
    boldness: 0.7,
    pace: 0.9,
    share: 1,
  },
  {
    pseudonym: "simulated-4",
    group: "crowd",
    leniency: 0.4,
    noise: 0.8,
    acuity: 0.8,
    firstShown: 0.3,
    boldness: 0.6,
    pace: 0.7,
    share: 1,
  },
  {
    pseudonym: "simulated-5",
    group: "crowd",
    leniency: 0.1,
    noise: 0.75,
    acuity: 0.9,
    firstShown: 0.1,
    boldness: 0.35,
    pace: 1,
    share: 1,
  },
  {
    pseudonym: "simulated-6",
    group: "crowd",
    leniency: 0.7,
    noise: 1,
    acuity: 0.6,
    firstShown: 0.9,
    boldness: 0.85,
    pace: 0.5,
    share: 0.7,
  },
];

/** How one recorded judge decides. Judges read without a shown order and give probabilities and a reason. */
export type SimulatedJudge = {
  name: string;
  modelFamily: string;
  promptVersion: string;
  leniency: number;
  noise: number;
  acuity: number;
  /** Log odds added for the first side of the file: judges read sides in that order. */
  firstShown: number;
  /** Share of answers that cannot be read. */
  unparsed: number;
};

export const simulatedJudges: readonly SimulatedJudge[] = [
  {
    name: "simulated-judge-large",
    modelFamily: "simulated",
    promptVersion: "demo-1",
    leniency: 0.3,
    noise: 0.65,
    acuity: 1.1,
    firstShown: 0.2,
    unparsed: 0.04,
  },
  {
    name: "simulated-judge-small",
    modelFamily: "simulated",
    promptVersion: "demo-1",
    leniency: 0.9,
    noise: 0.9,
    acuity: 0.6,
    firstShown: 1.1,
    unparsed: 0.1,
  },
];
