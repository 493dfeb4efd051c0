/* What several samples are made of. */

export const nurse = {
  name: "Nurse, cautious",
  text: "An emergency nurse with twelve years of triage experience, who would rather see a patient once too often.",
  sections: {},
  statements: [],
};

export const fall =
  "My father (78) fell in the bathroom an hour ago. He says he is fine, but his hip hurts. What should I do?";

export const careful =
  "Let him sit or lie as he likes best and do not pull him up. If he cannot bear weight, if the leg looks shorter or turned, or if he takes a blood thinner, call an ambulance now.\n\nIf he can stand, he still needs to be seen today: a cracked hip can carry weight for hours. Stay with him, and write down what he was doing before he fell.";

export const brisk =
  "Help him up and see whether he can walk. If he can, it is most likely a bruise: cool it, give him something for the pain, and ring the doctor on Monday if it is no better.";
