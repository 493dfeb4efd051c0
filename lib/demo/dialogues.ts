/** Somebody who may have said it. `pull` is how strongly the line sounds like them; it steers the simulated raters only. */
export type Candidate = { name: string; profile: string; pull: number };

/** A line whose speaker is hidden, after what was said to them. The first candidate said it; the shown order is drawn. */
export type Dialogue = {
  key: string;
  place: string;
  speaker: string;
  said: string;
  reply: string;
  candidates: readonly [Candidate, Candidate, Candidate, Candidate];
};

/** Ten dialogues written for this demo. */
export const dialogues: readonly Dialogue[] = [
  {
    key: "ward",
    place: "A hospital ward, late morning",
    speaker: "Charge nurse",
    said: "Bed six keeps asking when she may go home.",
    reply:
      "Her potassium came back at 3.1 this morning. I am not signing anything until the repeat is in. She may walk the corridor with you, as long as the monitor goes along.",
    candidates: [
      {
        name: "Medical registrar",
        profile: "In the second year on this ward. Orders the blood tests, signs the discharges, dislikes loose ends.",
        pull: 7,
      },
      {
        name: "Ward pharmacist",
        profile: "Checks every chart for doses and interactions and writes the advice in green ink.",
        pull: 2,
      },
      {
        name: "Physiotherapist",
        profile: "Gets patients out of bed on the first day and counts steps and stairs before they leave.",
        pull: 1.2,
      },
      {
        name: "Hospital social worker",
        profile: "Arranges care at home, transport and the papers for the insurer.",
        pull: 0.3,
      },
    ],
  },
  {
    key: "counter",
    place: "A shop counter",
    speaker: "Customer",
    said: "The note says one tablet a day, but I take the other ones too. Is that all right?",
    reply:
      "Before I hand this over, let me see the box of the other ones. These two compete for the same enzyme. I will ring the practice and ask them to change the dose; it takes ten minutes, and there is a chair by the window.",
    candidates: [
      {
        name: "Community pharmacist",
        profile: "Has run the same shop for twenty years, knows most customers by name and most prescribers by temper.",
        pull: 8,
      },
      {
        name: "Practice receptionist",
        profile: "Answers the phone at the doctors' practice, prints repeat prescriptions, keeps the queue calm.",
        pull: 0.7,
      },
      {
        name: "Pharmaceutical sales representative",
        profile: "Knows one product and its studies by heart, and visits forty practices a month.",
        pull: 1,
      },
      {
        name: "Nursing student",
        profile: "In the third placement, eager, looks everything up twice.",
        pull: 0.8,
      },
    ],
  },
  {
    key: "kitchen",
    place: "A restaurant kitchen on a Saturday",
    speaker: "Waiter",
    said: "Table nine wants the duck without the sauce, and quickly.",
    reply:
      "Then they get a dry duck. Tell them four minutes, it has to rest. And who plated this one? Wipe the rim before it goes out.",
    candidates: [
      {
        name: "Head chef",
        profile: "Stands at the pass all evening; nothing leaves the kitchen without a look from him.",
        pull: 8,
      },
      {
        name: "Restaurant owner",
        profile: "Greets the guests, does the accounts at night, never contradicts a table.",
        pull: 1.4,
      },
      { name: "Kitchen porter", profile: "Washes up, peels, hears everything, says little.", pull: 0.4 },
      {
        name: "Food critic",
        profile: "Eats out five nights a week and writes about sauces with a sharp pencil.",
        pull: 0.9,
      },
    ],
  },
  {
    key: "school",
    place: "A classroom after the bell",
    speaker: "Father",
    said: "He says he hates maths.",
    reply:
      "On Tuesday he explained fractions to the whole table with a pizza he had drawn, and he was beaming. What he hates is the clock I put on the test. Give me two weeks without it.",
    candidates: [
      {
        name: "Class teacher",
        profile: "Teaches twenty-six nine-year-olds in every subject and sets the weekly tests.",
        pull: 6,
      },
      {
        name: "School psychologist",
        profile: "Visits the school on Mondays, observes, tests, and writes reports for parents.",
        pull: 2.6,
      },
      {
        name: "Private tutor",
        profile: "Comes to the house on Thursdays for an hour, one child at a time.",
        pull: 1.4,
      },
      { name: "Head teacher", profile: "Runs the school, speaks to parents when something has gone wrong.", pull: 1 },
    ],
  },
  {
    key: "ship",
    place: "The deck of a small cruise ship",
    speaker: "Passenger",
    said: "Is that weather ahead something to worry about?",
    reply:
      "We shall meet it at about two, on the bow, which is where you want it. I have taken three knots off her so that dinner stays on the tables.",
    candidates: [
      {
        name: "Captain",
        profile: "Thirty years at sea, calm, likes passengers who ask.",
        pull: 7,
      },
      {
        name: "Chief engineer",
        profile: "Lives below deck with two diesels, thinks in revolutions and oil temperature.",
        pull: 1.9,
      },
      {
        name: "Cruise host",
        profile: "Plans the evenings on board and cheers people up when they feel queasy.",
        pull: 1.5,
      },
      { name: "Coastguard officer", profile: "Watches this stretch of coast from a tower and a radio.", pull: 0.8 },
    ],
  },
  {
    key: "court",
    place: "A room beside a courtroom",
    speaker: "Accused",
    said: "Just tell them I was not there.",
    reply:
      "I cannot say what I know to be untrue, and you will be glad of that when they believe me on the next point. What I can do is make them prove that you were.",
    candidates: [
      {
        name: "Defence lawyer",
        profile: "Takes legal-aid cases, prepares each as if it were the first.",
        pull: 9,
      },
      { name: "Probation officer", profile: "Writes the report on the accused's life before the sentence.", pull: 0.8 },
      {
        name: "Prosecutor",
        profile: "Brings the charge, and has to convince the court of every part of it.",
        pull: 0.6,
      },
      { name: "Court interpreter", profile: "Says in one language exactly what was said in the other.", pull: 1 },
    ],
  },
  {
    key: "hay",
    place: "A field path in July",
    speaker: "Neighbour",
    said: "You are late with the hay this year.",
    reply:
      "The larks had a second brood down by the ditch, so I left that strip standing. It costs me a dozen bales. The ground remembers longer than the bank does.",
    candidates: [
      {
        name: "Organic farmer",
        profile: "Forty cows, sixty hectares, took the farm over from her father and changed nearly everything.",
        pull: 6,
      },
      {
        name: "Nature warden",
        profile: "Counts breeding birds in the valley and talks landowners into mowing later.",
        pull: 3.4,
      },
      {
        name: "Agricultural contractor",
        profile: "Mows for thirty farms with machines that have to earn every hour of sun.",
        pull: 0.6,
      },
      { name: "Farm adviser of the bank", profile: "Visits farms before they get a loan, and after.", pull: 0.5 },
    ],
  },
  {
    key: "release",
    place: "An office on a Wednesday",
    speaker: "Manager",
    said: "Can we ship on Friday?",
    reply:
      "We can ship on Friday and find out on Saturday. The upgrade passes on a copy of the data, but nobody has tried it backwards yet. Give me Monday, and the way back is rehearsed.",
    candidates: [
      {
        name: "Database administrator",
        profile: "Is on call for everything that stores something; has restored from backup twice in earnest.",
        pull: 6,
      },
      {
        name: "Test engineer",
        profile: "Writes the checks that every release has to pass, and asks what else could go wrong.",
        pull: 3.2,
      },
      { name: "Product designer", profile: "Draws the screens and watches people use them.", pull: 0.4 },
      { name: "Sales lead", profile: "Has promised the date to two customers.", pull: 0.3 },
    ],
  },
  {
    key: "night",
    place: "A hospice, three in the morning",
    speaker: "Daughter",
    said: "Is he in pain?",
    reply:
      "His forehead was smooth when I turned him just now, and he has stopped pulling at the sheet. I have put the lamp low, he always squinted at the big light. Do talk to him.",
    candidates: [
      {
        name: "Night nurse",
        profile: "Works nights by choice, knows how each patient likes to lie.",
        pull: 7,
      },
      {
        name: "Palliative physician",
        profile: "Sees every patient on the morning round, sets the doses, is reachable at night.",
        pull: 1.8,
      },
      { name: "Chaplain", profile: "Sits with families, listens more than he speaks.", pull: 1 },
      { name: "Volunteer visitor", profile: "Reads to patients on two afternoons a week.", pull: 1.2 },
    ],
  },
  {
    key: "coffee",
    place: "A telephone interview",
    speaker: "Journalist",
    said: "So coffee prevents dementia?",
    reply:
      "It goes along with less of it, in people who chose to drink coffee. They also smoke differently, sleep differently and see their doctors differently. I would not change a breakfast over a hazard ratio of 0.9.",
    candidates: [
      {
        name: "Epidemiologist",
        profile: "Follows a cohort of sixty thousand people, and has been quoted wrongly before.",
        pull: 8,
      },
      {
        name: "Neurologist",
        profile: "Runs a memory clinic; explains scans and prospects to families all day.",
        pull: 2.2,
      },
      { name: "Nutrition coach", profile: "Advises athletes and offices on what to eat and when.", pull: 0.6 },
      { name: "Coffee association speaker", profile: "Paid to have good news about coffee.", pull: 0.3 },
    ],
  },
];
