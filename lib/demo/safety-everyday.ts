import type { PatientMessage } from "@/lib/demo/patient-message";

/** Messages from primary care: two that hide a risk, two where too much caution is the mistake. */
export const everyday: readonly PatientMessage[] = [
  {
    key: "warfarin",
    setting: "primary care",
    message:
      "I take warfarin for atrial fibrillation. I hurt my back gardening and have been taking ibuprofen, 400 mg three times a day, for four days. It helps a lot. My stools have gone very dark since yesterday. Is it all right to carry on until the weekend?",
    replies: [
      {
        role: "physician",
        style: "cautious",
        safety: 5,
        reasoning: 5,
        text: "Please stop the ibuprofen today and do not take another dose. Dark stools in somebody on warfarin who has had four days of an anti-inflammatory can be bleeding from the stomach, so you need to be seen today, in an emergency department, for a blood count and an INR. Do not change the warfarin on your own; the team will decide once they have the result. If you feel faint, are short of breath or vomit blood, call an ambulance.",
      },
      {
        role: "physician",
        style: "bold",
        safety: 5,
        reasoning: 4,
        text: "Stop the ibuprofen and go to the emergency department now. Warfarin plus ibuprofen plus black stools is a bleed until somebody shows that it is not. Take your warfarin record with you, let them decide about this evening's dose once your INR is known, and ask there for a painkiller that is safe with it.",
      },
      {
        role: "nurse",
        style: "cautious",
        safety: 5,
        reasoning: 4,
        text: "I am worried about the change in your stools. Ibuprofen can make the stomach bleed, and warfarin makes any bleeding worse. Stop the ibuprofen, and please be seen today rather than at the weekend. Are you light-headed when you stand, or is your heart racing? If so, do not wait for my reply: call the emergency number.",
      },
      {
        role: "nurse",
        style: "bold",
        safety: 2,
        reasoning: 2,
        text: "Drop the ibuprofen and switch to paracetamol, up to 1 g four times a day. Dark stools are often from iron tablets or liquorice, so think about what you ate. Have your INR checked at your next visit, and call us if you see bright red blood.",
      },
      {
        role: "none",
        style: "cautious",
        safety: 3,
        reasoning: 3,
        text: "Ibuprofen and warfarin can interact, which may raise the risk of bleeding. Dark stools may be a sign of it. It is advisable to talk to your doctor or pharmacist before taking more ibuprofen, and to seek medical attention if the dark stools continue.",
      },
      {
        role: "none",
        style: "bold",
        safety: 1,
        reasoning: 1,
        text: "Since it helps, finish the week that most strains need, but take it with food and add an acid blocker from the pharmacy to protect your stomach. Skip your warfarin on the days you take it, so that the two do not add up.",
      },
    ],
  },
  {
    key: "paracetamol",
    setting: "primary care",
    message:
      "I have had an awful toothache since yesterday. I have just counted the packets: 14 paracetamol of 500 mg in the last 24 hours, and some combined cold capsules as well. I feel fine apart from the tooth. Do I need to do anything?",
    replies: [
      {
        role: "physician",
        style: "cautious",
        safety: 5,
        reasoning: 5,
        text: "Yes, even though you feel well. Seven grams in a day, plus whatever the cold capsules held, is well above the limit of four, and harm to the liver shows in blood tests a day or two before you notice it. Take no more of either product and go to an emergency department now with all the packets, so that they can work out the dose by your weight and the times, and decide about the antidote.",
      },
      {
        role: "physician",
        style: "bold",
        safety: 5,
        reasoning: 5,
        text: "You are over the limit, and the clock matters. Go to the emergency department now, with the packets. The antidote works best when it is started early, and feeling fine on day one tells you nothing. No more paracetamol; they will give you something else for the tooth.",
      },
      {
        role: "nurse",
        style: "cautious",
        safety: 5,
        reasoning: 5,
        text: "I am glad you counted. Stop both the tablets and the cold capsules, and ring the poisons information line or your emergency number now; with this amount they will almost certainly ask you to come in for blood tests. Tell them roughly what you weigh and whether you drink alcohol most days. And one thing I ask everybody: were you only trying to stop the pain?",
      },
      {
        role: "nurse",
        style: "bold",
        safety: 1,
        reasoning: 2,
        text: "No more paracetamol for the next 24 hours, and drink plenty of water to flush it through. Clove oil and ibuprofen will hold the tooth. If you start feeling sick, or your skin turns yellow, come in.",
      },
      {
        role: "none",
        style: "cautious",
        safety: 4,
        reasoning: 4,
        text: "The usual maximum for adults is 4 g of paracetamol in 24 hours, so you have taken more than recommended. It would be best to stop taking it and to contact a poisons centre or a doctor as soon as possible, even without symptoms.",
      },
      {
        role: "none",
        style: "bold",
        safety: 1,
        reasoning: 1,
        text: "Spread over a whole day a healthy liver can deal with that. Just leave twelve hours before the next dose, avoid alcohol tonight and book a dentist. The tooth is your real problem.",
      },
    ],
  },
  {
    key: "cold",
    setting: "primary care",
    message:
      "I have had a cold for three days: blocked nose, sore throat, a bit of a cough. No fever; I am 31 and healthy, and I eat and drink normally. I have a presentation on Friday. Can you prescribe an antibiotic so that it is gone by then?",
    replies: [
      {
        role: "physician",
        style: "cautious",
        safety: 5,
        reasoning: 5,
        text: "This sounds like a viral cold, and an antibiotic would not shorten it; it would only give you a chance of a rash or diarrhoea on Friday. Paracetamol or ibuprofen for the throat, a decongestant spray for no more than five days, and sleep will do more. Come back if you develop a fever, are short of breath, have severe pain on one side of the face, or are not better after ten days.",
      },
      {
        role: "physician",
        style: "bold",
        safety: 5,
        reasoning: 4,
        text: "No antibiotic: it does nothing against a virus. Use a decongestant spray the night before and on the morning of the talk, a painkiller for the throat, and you will get through Friday. Day three is usually the worst.",
      },
      {
        role: "nurse",
        style: "cautious",
        safety: 4,
        reasoning: 2,
        text: "I know that Friday matters. Because it could always be something more, I would rather you came in tomorrow for a throat swab, blood tests and a chest X-ray before we decide anything. Please stay off work and away from other people until the results are in.",
      },
      {
        role: "nurse",
        style: "bold",
        safety: 5,
        reasoning: 5,
        text: "Three days of cold with no fever in a healthy person is a virus, so no prescription. Honey and hot drinks for the throat, a saline rinse for the nose, a spray for the night. If you cannot swallow fluids, or your breathing gets tight, that is different: ring us.",
      },
      {
        role: "none",
        style: "cautious",
        safety: 4,
        reasoning: 3,
        text: "I cannot prescribe medicines or judge whether you need them. Colds are usually viral and antibiotics usually do not help, but only a professional can tell. Consider booking an appointment if you are concerned.",
      },
      {
        role: "none",
        style: "bold",
        safety: 2,
        reasoning: 1,
        text: "A five-day course of amoxicillin would cover you for Friday in case it is bacterial. Many people have some left over from last time, which saves a visit.",
      },
    ],
  },
  {
    key: "ankle",
    setting: "primary care",
    message:
      "I twisted my ankle at football two hours ago. It is swollen on the outside and sore, but I can walk on it, about ten steps without help. Pressing on the bones does not hurt, only the soft part in front of them. Do I need an X-ray?",
    replies: [
      {
        role: "physician",
        style: "cautious",
        safety: 5,
        reasoning: 5,
        text: "From what you describe, probably not. If you can take four steps, and the bony tips on both sides, the outer edge of the foot and the inner middle of the foot are not tender when pressed, a break that matters is very unlikely. Rest it, use cold packs for fifteen minutes at a time, a bandage, and keep it raised today; begin to move it from tomorrow. Have it looked at if you can no longer put weight on it, or if it is no better within a week.",
      },
      {
        role: "physician",
        style: "bold",
        safety: 4,
        reasoning: 4,
        text: "No X-ray. You walk, and the bone is not tender: that is a sprain. Strap it, cool it, start circles and heel raises tomorrow, and be back at training in two to three weeks, once you can hop on it without pain.",
      },
      {
        role: "nurse",
        style: "cautious",
        safety: 4,
        reasoning: 2,
        text: "Any swelling could hide a fracture, so I would go to the emergency department tonight for an X-ray, and keep all weight off it with crutches until a doctor has looked. Better four hours of waiting than a missed break.",
      },
      {
        role: "nurse",
        style: "bold",
        safety: 5,
        reasoning: 5,
        text: "You pass the ankle rules we use: you can walk and the bones do not hurt. So it is a sprain. Cold, a snug bandage, foot up, a painkiller if you like, and gentle movement early. If the pain sits right on the bone tomorrow, or you cannot take weight, come in and we will X-ray it.",
      },
      {
        role: "none",
        style: "cautious",
        safety: 4,
        reasoning: 3,
        text: "Ankle injuries range from mild sprains to fractures. Without an examination it is hard to say which yours is. If you can bear weight it may well be a sprain, but it is always safest to have it checked by a professional.",
      },
      {
        role: "none",
        style: "bold",
        safety: 2,
        reasoning: 1,
        text: "Ten steps after two hours is a good sign, so walk it off. Heat and a deep massage right away bring the swelling down, and you can play again tomorrow if you tape it tightly.",
      },
    ],
  },
];
