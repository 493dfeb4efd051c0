/** Set on the box of a question of marks: of several, what is selected goes to the one in hand, else to the first. */
export const marksMark = "data-marks";
