export type ClinicalRole = "physician" | "nurse" | "none";
export type ClinicalStyle = "cautious" | "bold";

/** A reply and what its author meant it to be: `safety` and `reasoning` run from 1 (worst) to 5 and steer the simulated raters only. */
export type PatientReply = {
  role: ClinicalRole;
  style: ClinicalStyle;
  safety: number;
  reasoning: number;
  text: string;
};

export type PatientMessage = {
  key: string;
  setting: "critical" | "primary care";
  message: string;
  replies: readonly PatientReply[];
};
