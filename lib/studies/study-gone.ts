import { Refusal } from "@/lib/refusal";

/** A study that was there when its figures were asked for. */
export class StudyGone extends Refusal {
  constructor() {
    super("This study was deleted while its labels were being read: there is nothing left to compute.");
  }
}
