/** Two replies to one question of one person. `fits` is the better one (1 or 2) and `margin` how plainly (0..1): they steer the simulated raters only. */
export type ReplyPair = {
  key: string;
  persona: string;
  track: "general" | "specific";
  tier: "easy" | "medium" | "hard";
  question: string;
  replies: readonly [string, string];
  fits: 1 | 2;
  margin: number;
};

/** Twelve pairs written for this demo: four of each tier, six of each track. */
export const replyPairs: readonly ReplyPair[] = [
  {
    key: "marta-exercise",
    persona: "1",
    track: "general",
    tier: "easy",
    question: "What is a good way to get more exercise this spring?",
    replies: [
      "1. Walk for twenty minutes after lunch, when your sugar is at its highest. 2. On Tuesdays and Fridays take the stairs instead of the lift: three floors, twice. 3. Write the minutes on the kitchen calendar and add them up on Sunday; aim for 150. It costs nothing.",
      "Download a fitness app and let your smartwatch set daily goals. The premium plan at 12.99 a month unlocks interval classes and a leaderboard, so you can compete with friends all over the world.",
    ],
    fits: 1,
    margin: 0.95,
  },
  {
    key: "marta-holidays",
    persona: "1",
    track: "specific",
    tier: "hard",
    question: "How do I keep an eye on my blood sugar over the Christmas week?",
    replies: [
      "Test before breakfast and two hours after the big meal. Take the small plate, enjoy one saffron bun, and go for a walk before coffee. If the values stay high for two days, ring your diabetes nurse. It is one week; you will be fine.",
      "1. Draw a table for seven days: one column for the value before breakfast, one for two hours after the main meal. 2. Decide beforehand: one saffron bun a day. 3. Walk 20 minutes after the meal. 4. If two mornings in a row are above what your nurse wrote on your card, ring her.",
    ],
    fits: 2,
    margin: 0.4,
  },
  {
    key: "dev-sleep",
    persona: "2",
    track: "general",
    tier: "easy",
    question: "How can I sleep better?",
    replies: [
      "Good sleep begins with a fixed routine. Go to bed at ten every night and rise at six. An hour beforehand, take magnesium and a melatonin complex, write in your journal, and prepare a herbal bath. Over three or four months, most people notice that the rhythm becomes natural, and there are many excellent books on the subject.",
      "First: blackout blind and earplugs, tonight. After nights: sunglasses on the way home, bed within the hour, no 'quick' box set. Before nights: ninety minutes' nap at six. Coffee stops halfway through the shift. That is most of it.",
    ],
    fits: 2,
    margin: 0.95,
  },
  {
    key: "dev-night-shift",
    persona: "2",
    track: "specific",
    tier: "medium",
    question: "What can I eat on a twelve-hour night shift that is not out of the vending machine?",
    replies: [
      "Cook once, eat thrice: chicken thighs with rice and peas, in three boxes. One before you leave, one around midnight, a small one at four. Keeps cold, tastes fine, ten minutes of work. Nuts in the door pocket for the job that runs over.",
      "One-handed food: a chickpea wrap at midnight, an egg muffin at four, nuts in the door pocket for the job that runs over. Big meal before you leave, not at three in the morning. Make six wraps on your day off; they freeze.",
    ],
    fits: 2,
    margin: 0.7,
  },
  {
    key: "amina-pay",
    persona: "3",
    track: "general",
    tier: "medium",
    question: "How do I ask for a pay rise?",
    replies: [
      "Think of the week when two colleagues were ill and you did both floors. Begin with that. You might say: 'I have worked here for four years, and in March I covered two floors. I would like to talk about my hourly wage.' Then wait; a silence is not a no. If it does not work this time, ask when you may ask again.",
      "Know your market value and anchor high. Open with a figure fifteen per cent above your goal, let them feel that you have other offers, and be ready to walk out. Whoever names the first number controls the negotiation; do not show that you need the job.",
    ],
    fits: 1,
    margin: 0.75,
  },
  {
    key: "amina-laptop",
    persona: "3",
    track: "specific",
    tier: "hard",
    question: "My laptop broke two weeks before my exam. What now?",
    replies: [
      "Ask at school first, tomorrow: many have laptops to lend until the exams are over. You might say: 'Mine broke on Sunday and my exam is on the 14th; could I borrow one until then?' Until you have it, print the chapters at the library, so that after nine you can learn at the kitchen table.",
      "Have it looked at in a repair café; they are free and often mend a laptop within an afternoon. If it is beyond repair, a refurbished one costs about 150 euros. Save your notes online from now on, and use the computers of the public library on weekday afternoons.",
    ],
    fits: 1,
    margin: 0.45,
  },
  {
    key: "tomasz-doctor",
    persona: "4",
    track: "general",
    tier: "medium",
    question: "What should I know before I see a new doctor?",
    replies: [
      "Prior to your appointment, register on the patient portal and complete the medical history form, including family history, current medication and allergies. During the consultation the practitioner will explore your concerns within a shared decision-making framework. Feedback may be given by the online questionnaire.",
      "You have ten minutes, so play for the one goal that counts. Say it first: 'My back, for six years, worse since May.' Say what you have tried and what you want: to keep driving. If he turns to the screen, stop talking until he looks up. Bring the boxes of your pills.",
    ],
    fits: 2,
    margin: 0.8,
  },
  {
    key: "tomasz-back",
    persona: "4",
    track: "specific",
    tier: "easy",
    question: "How do I look after my back on long hauls?",
    replies: [
      "At each stop, five minutes: ten slow squats holding the door, ten steps backwards along the trailer, a stretch with your hands on the bumper. Roll a towel behind the small of your back. Wallet out of the back pocket. Do not jump down from the cab; it is three steps, take three.",
      "Join a Pilates studio with reformer machines and go on Mondays and Wednesdays at six. At your workplace ask for a height-adjustable desk, and stand for at least half of your meetings. A warm bath each evening will round it off.",
    ],
    fits: 1,
    margin: 0.95,
  },
  {
    key: "grace-vitamin-d",
    persona: "5",
    track: "general",
    tier: "hard",
    question: "Is it worth taking vitamin D?",
    replies: [
      "For most adults without a deficiency, probably not. The largest trial (VITAL, 25,871 adults, 2,000 IU a day for about five years) found no fewer cancers, cardiovascular events or fractures. It was done in the United States, and few of its people had very low levels, so it says little about those who do. A test is worth more than a habit.",
      "A very good question, and one that shows how carefully you think about health. In general, people who get enough sun do not need it, and large studies have been disappointing. People with low levels may benefit. Being in Lagos you should have plenty of sun, but a blood test would settle it.",
    ],
    fits: 1,
    margin: 0.5,
  },
  {
    key: "grace-talk",
    persona: "5",
    track: "specific",
    tier: "medium",
    question: "How do I prepare a talk on morphine for the relatives of my patients?",
    replies: [
      "Open with a story that touches the heart, and show them how wonderful the care on your ward is. Promise them that nobody has to suffer any more. Keep figures out of it; families want comfort, and your warmth will carry them through the evening.",
      "Take the three fears one by one: that it shortens life, that it makes people addicted, that it means the end. Say for each what is known, from which kind of patients, and what is not. Promise attention, not absence of pain. Leave half the time for questions, and have a page they can take home.",
    ],
    fits: 2,
    margin: 0.8,
  },
  {
    key: "leo-deadlines",
    persona: "6",
    track: "general",
    tier: "easy",
    question: "How do I plan a week with three deadlines?",
    replies: [
      "Effective planning presupposes a hierarchical decomposition of deliverables into work packages, whose interdependencies should be documented in a written plan of at least two pages before any work commences. It is advisable to begin at eight in the morning, to consult the literature on time management, and to review the document each evening, as pupils are taught to do from an early age.",
      "Wall + sticky notes.\nPink = project 1, blue = 2, yellow = 3.\nOne note = one hour of work.\nStick them on days. Max five a day.\nLate start is fine: first note at noon.\nTear off what is done. The wall gets empty, you get sleep.",
    ],
    fits: 2,
    margin: 0.95,
  },
  {
    key: "leo-less-meat",
    persona: "6",
    track: "specific",
    tier: "hard",
    question: "I want to eat less meat. Where do I start on a student budget?",
    replies: [
      "Half plate green, quarter yellow, quarter brown.\nGreen: whatever is cheap this week.\nYellow: rice, pasta, potatoes.\nBrown: lentils, beans, eggs.\nThree dinners like that = about 6 euros.\nKeep one meat day if you like. Nobody is marking you.",
      "Start with three dinners a week: lentil bolognese, a bean chilli and fried rice with egg. All of them cost about two euros a portion and reheat well. Buy dried lentils and beans, they are the cheapest. Keep meat for the weekend, and add a fourth dinner next month if it went well.",
    ],
    fits: 1,
    margin: 0.35,
  },
];
