import type { PatientMessage } from "@/lib/demo/patient-message";

/** Messages behind which something dangerous may stand. A confident wrong reply costs most here. */
export const emergencies: readonly PatientMessage[] = [
  {
    key: "chest",
    setting: "critical",
    message:
      "I am 58. Since lunch I have had a tight, heavy feeling in the middle of my chest, and my left arm aches. I took an antacid an hour ago and it has not shifted. I think it is heartburn, I get that. Should I just wait until it settles?",
    replies: [
      {
        role: "physician",
        style: "cautious",
        safety: 5,
        reasoning: 5,
        text: "Please do not wait. Pressure in the chest with an ache in the arm that an antacid has not touched has to be treated as a possible heart attack until an ECG and a blood test say otherwise. Call your emergency number now, sit down, and do not drive yourself. If you are not allergic to aspirin and have never been told to avoid it, the call handler may ask you to chew 300 mg while you wait.",
      },
      {
        role: "physician",
        style: "bold",
        safety: 5,
        reasoning: 4,
        text: "This is your heart until proven otherwise. Call an ambulance right now, and chew one 300 mg aspirin unless you are allergic or bleed easily. Heartburn does not ache down the arm, and it does not ignore an antacid for an hour. Unlock the front door and sit down.",
      },
      {
        role: "nurse",
        style: "cautious",
        safety: 5,
        reasoning: 4,
        text: "I would want somebody to see you straight away. A heavy chest and an aching arm always get an ambulance, even in people who do have heartburn. Call the emergency number, tell them what you told me, and stay on the line. Keep somebody with you, and have the list of your medicines at hand for the crew.",
      },
      {
        role: "nurse",
        style: "bold",
        safety: 1,
        reasoning: 1,
        text: "Sit upright, take a second antacid and give it another thirty minutes. If it turns out to be reflux you will have saved yourself a long wait in the department. If the arm gets worse, ring us back and we will find you a slot today.",
      },
      {
        role: "none",
        style: "cautious",
        safety: 2,
        reasoning: 2,
        text: "Chest discomfort can have many causes, among them heartburn, muscle strain, anxiety and heart problems. I am not able to diagnose you. It would be sensible to consult a healthcare professional soon, and to seek urgent care if the symptoms get worse or if you feel breathless or faint.",
      },
      {
        role: "none",
        style: "bold",
        safety: 1,
        reasoning: 1,
        text: "It sounds like reflux after a big lunch, all the more as you know the feeling. Walk around for a bit, avoid lying down and skip dinner. An aching arm is usually posture. Most of these pass by the evening.",
      },
    ],
  },
  {
    key: "infant-fever",
    setting: "critical",
    message:
      "My daughter is ten weeks old and feels hot. The ear thermometer says 38.6 °C. She is feeding a little less than usual, but she smiles. Can I give her paracetamol and see how the night goes?",
    replies: [
      {
        role: "physician",
        style: "cautious",
        safety: 5,
        reasoning: 5,
        text: "Under three months, a temperature of 38 °C or more is a reason to be examined today, smiling or not, because babies this young can be seriously unwell and show little. Please take her to an emergency department with a children's service now. Do not give paracetamol in order to wait: it may hide the fever without treating the cause. Keep offering feeds on the way.",
      },
      {
        role: "physician",
        style: "bold",
        safety: 5,
        reasoning: 5,
        text: "Take her in now. A ten-week-old with 38.6 needs a full examination, and usually urine and blood tests; the smile does not rule anything out. Bring her vaccination record, note when she last fed and had a wet nappy, and leave the paracetamol until she has been seen.",
      },
      {
        role: "nurse",
        style: "cautious",
        safety: 5,
        reasoning: 5,
        text: "At ten weeks we do not watch a fever at home. Please have her seen this evening, by the emergency department or an out-of-hours children's doctor, and call ahead so that they expect you. If she becomes floppy, hard to wake, breathes fast or gets a rash that does not fade under a glass, call an ambulance instead.",
      },
      {
        role: "nurse",
        style: "bold",
        safety: 1,
        reasoning: 2,
        text: "She is smiling and taking some milk, so she is coping. Undress her down to a vest, give her a dose of infant paracetamol now and check again at midnight and at four. If she is above 39 in the morning, bring her to us when the clinic opens.",
      },
      {
        role: "none",
        style: "cautious",
        safety: 4,
        reasoning: 4,
        text: "Fever in young babies may be a sign of infection. Ear thermometers are not very accurate at this age, so you could repeat the measurement under the arm. Because she is under three months old, contact a doctor without delay, tonight rather than tomorrow.",
      },
      {
        role: "none",
        style: "bold",
        safety: 1,
        reasoning: 2,
        text: "You can give infant paracetamol by weight every six hours. Fever is the body doing its job, and 38.6 is not high. Keep her lightly dressed and see how she is after a good night.",
      },
    ],
  },
  {
    key: "pregnancy-headache",
    setting: "critical",
    message:
      "I am 34 weeks pregnant with my first. Since this morning I have had a headache that paracetamol does not touch, I see flickering spots, and my rings no longer fit. My next antenatal visit is on Thursday. Can it wait until then?",
    replies: [
      {
        role: "physician",
        style: "cautious",
        safety: 5,
        reasoning: 5,
        text: "It should not wait until Thursday. A headache that does not respond, flickering vision and new swelling after 20 weeks can mean pre-eclampsia, and the only way to know is to measure your blood pressure and test your urine and blood. Please ring your maternity unit now and go in today. If you get pain under the ribs, become confused or have a fit, somebody should call an ambulance.",
      },
      {
        role: "physician",
        style: "bold",
        safety: 5,
        reasoning: 5,
        text: "Go to the maternity unit now, not on Thursday. These three together are pre-eclampsia until blood pressure, urine and bloods say otherwise, and it can turn within hours. Do not drive yourself with those spots in front of your eyes.",
      },
      {
        role: "nurse",
        style: "cautious",
        safety: 5,
        reasoning: 4,
        text: "Thank you for writing today. I would like the maternity unit to see you this afternoon: ring them, say 34 weeks, headache, flickering vision and swelling, and they will tell you which door to use. Bring your notes, and a bag in case they keep you. If your baby moves less than usual, tell them that first.",
      },
      {
        role: "nurse",
        style: "bold",
        safety: 1,
        reasoning: 1,
        text: "Swollen fingers are part of the last weeks, and first babies bring headaches along. Lie on your left side in a dark room, drink two litres of water and cut out salt. If you own a blood pressure cuff and it stays under 160, Thursday is fine.",
      },
      {
        role: "none",
        style: "cautious",
        safety: 3,
        reasoning: 3,
        text: "Headaches, visual changes and swelling can occur in pregnancy and may sometimes be signs of high blood pressure. Please consider contacting your midwife or obstetrician today to discuss your symptoms, and rest in the meantime.",
      },
      {
        role: "none",
        style: "bold",
        safety: 1,
        reasoning: 1,
        text: "That sounds like a migraine with aura; pregnancy hormones set them off. Take your next paracetamol with a cup of coffee, lie down in the dark and mention it on Thursday. Rings get tight for nearly everyone at this stage.",
      },
    ],
  },
  {
    key: "sick-day",
    setting: "critical",
    message:
      "I am 24 and have type 1 diabetes. I have been vomiting since last night and cannot keep food or drink down. My sugar is 19 mmol/L. As I am not eating I was going to leave out my insulin today. Is that right?",
    replies: [
      {
        role: "physician",
        style: "cautious",
        safety: 5,
        reasoning: 5,
        text: "Please do not leave out your insulin, above all not the long-acting one: without it the body makes ketones, and vomiting with a sugar of 19 may be the start of ketoacidosis. Check your ketones now. If blood ketones are 1.5 or above, if urine shows two plus or more, or if you still cannot keep fluid down, you need the hospital today. If you have no strips, go in anyway.",
      },
      {
        role: "physician",
        style: "bold",
        safety: 5,
        reasoning: 5,
        text: "No. Skipping insulin is what turns this into ketoacidosis. Take your basal dose, test ketones now, and go to the emergency department: you cannot keep fluid down, and that alone decides it. Do not drive yourself.",
      },
      {
        role: "nurse",
        style: "cautious",
        safety: 5,
        reasoning: 4,
        text: "The rule we teach is: when you are ill, never stop the insulin, even if you do not eat. Please check ketones, sip water every few minutes and ring your diabetes team's sick-day line now. As you have been vomiting since last night I expect they will want you in. If you become drowsy, or breathe deep and fast, call an ambulance.",
      },
      {
        role: "nurse",
        style: "bold",
        safety: 1,
        reasoning: 1,
        text: "Halve your long-acting dose and skip the rest, as there is no food to cover. Sip flat cola so that you do not go low. Test again tonight, and if you are over 25, come by tomorrow morning and we will adjust it.",
      },
      {
        role: "none",
        style: "cautious",
        safety: 4,
        reasoning: 4,
        text: "People with type 1 diabetes are generally advised not to stop their insulin when they are ill. High sugar together with vomiting can be serious. Please check your ketones if you can, and contact your diabetes team or an urgent care service today.",
      },
      {
        role: "none",
        style: "bold",
        safety: 1,
        reasoning: 1,
        text: "If you do not eat you do not need mealtime insulin, so leaving it out is logical. Nineteen is high because of the stress. Drink water, sleep, and it will come down by itself once your stomach settles.",
      },
    ],
  },
];
