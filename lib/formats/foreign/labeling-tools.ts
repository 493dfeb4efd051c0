import { type Foreign, labelsWay } from "@/lib/formats/foreign/foreign";
import { isJsonObject } from "@/lib/text/rows/parse-json";

const formHolds = "one respondent a row, a question a column, and personal data where it was asked for";
const formWay =
  "take out the personal columns, and write labels with item, rater, question and value, the respondent as the rater";
/** As Google writes the moment of an answer: with AM or PM and the zone, or as its table does. */
const formMoment =
  /^(?:\d{4}\/\d{1,2}\/\d{1,2} \d{1,2}:\d{2}:\d{2} [AP]M\b|\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}:\d{2}$)/;
const isAsked = (column: string) => /\?|\[.+\]$|^(?:Email Address|Username|Score)$/.test(column.trim());

/** What people labeled with, or answered. From the most particular to the most general. */
export const labelingTools: readonly Foreign[] = [
  {
    tool: "Prodigy",
    fits: (has, _, columns) =>
      (has("answer") && (has("accept") || has("spans") || has("_annotator_id") || has("_session_id"))) ||
      columns.some((column) => ["_input_hash", "_task_hash"].includes(column)),
    holds: "labels by people (accept, answer) beside the texts",
    way: `for the texts choose "outputs" with text as the response; ${labelsWay("_task_hash", "_annotator_id", "accept")}`,
  },
  {
    tool: "Argilla",
    fits: (has, first, columns) =>
      has("_server_id") ||
      (isJsonObject(first.fields) && isJsonObject(first.responses)) ||
      columns.some((column) => /\.responses\.users$/.test(column)),
    holds: "labels by people (responses) beside the texts",
    way: 'for the texts choose "outputs" and say which column is the prompt and which the response; write the responses as a file of labels (item, rater, question, value)',
  },
  {
    tool: "Label Studio",
    fits: (has) => has("annotation_id", "annotator", "lead_time"),
    holds: "labels by people beside the texts",
    way: `for the texts choose "outputs" and say which column is which; ${labelsWay("id", "annotator", "the column called after the question")}`,
  },
  {
    tool: "Label Studio",
    fits: (_, first) =>
      isJsonObject(first.data) && (Array.isArray(first.annotations) || Array.isArray(first.completions)),
    holds: "labels by people in lists (annotations) beside the texts",
    way: "export it as CSV or JSON-MIN, which have a label a row",
  },
  {
    tool: "Label Studio",
    fits: (_, first, columns) =>
      isJsonObject(first.data) &&
      Object.values(first.data).every((cell) => typeof cell !== "object") &&
      columns.every((column) => ["id", "data", "meta", "predictions"].includes(column)),
    holds: "the texts of each task within an object (data), and no labels",
    way: "write what stands in data, one a line",
  },
  {
    tool: "doccano",
    fits: (has, first) => has("text") && (has("label") || has("labels")) && Array.isArray(first.label ?? first.labels),
    holds: "labels (label) beside the texts",
    way: 'for the texts choose "outputs" with text as the response; write the labels as a file of labels (item, rater, question, value)',
  },
  {
    tool: "Qualtrics",
    fits: (has, first, columns) =>
      has("responseid") &&
      (has("startdate") || has("ipaddress") || Object.values(first).some(isImportId) || columns.length > 8),
    holds: "one respondent a row, two rows of headings, and personal data (e-mail and IP addresses)",
    way: "take out the second and third row and the personal columns, and write labels with item, rater, question and value",
  },
  {
    tool: "REDCap",
    fits: (has, _, columns) =>
      has("redcap_event_name") || (has("record_id") && columns.some((column) => /_complete$|___\d+$/.test(column))),
    holds: "labels by people, a record a row",
    way: labelsWay("the column that names it", "the column that names them", "the column called after the question"),
  },
  {
    tool: "Toloka",
    fits: (_, __, columns) => columns.some((column) => /^(?:INPUT|OUTPUT|ASSIGNMENT):/.test(column)),
    holds: "labels by people (OUTPUT: ...) beside what they saw (INPUT: ...)",
    way: `for the texts choose "outputs" and say which INPUT: column is which; ${labelsWay("ASSIGNMENT:task_id", "ASSIGNMENT:worker_id", "the column OUTPUT: and the question")}`,
  },
  {
    tool: "Toloka",
    fits: (has, first) => has("tasks", "solutions") && Array.isArray(first.solutions),
    holds: "labels by people (solutions) in lists beside what they saw (tasks)",
    way: "export the results as TSV, which has a label a row",
  },
  {
    tool: "Potato",
    fits: (has, _, columns) =>
      has("label_annotations") ||
      (has("displayed_text") && (has("instance_id") || columns.some((column) => column.includes(":::")))),
    holds: "one person's labels beside the texts",
    way: 'for the texts choose "outputs" with displayed_text as the response; write the labels as a file of labels (item, rater, question, value), with the person of each file as the rater',
  },
  {
    tool: "Figure Eight (CrowdFlower, Appen)",
    fits: (has) => has("_unit_id") && has("_worker_id"),
    holds: "a label by one person a row, and where they were (IP address, place)",
    way: labelsWay("_unit_id", "_worker_id", "the column called after the question"),
  },
  {
    tool: "Figure Eight (CrowdFlower, Appen)",
    fits: (has) => has("_unit_id") && (has("_trusted_judgments") || has("_unit_state")),
    holds: "one answer a unit, already taken from several people's",
    way: "export the full report, which has a label a row",
  },
  {
    tool: "Google Forms",
    fits: (_, first, [stamp = "", ...others]) =>
      stamp === "Timestamp" && others.length > 0 && formMoment.test(String(first[stamp])) && others.some(isAsked),
    holds: formHolds,
    way: formWay,
  },
  {
    tool: "Microsoft Forms",
    fits: (has) => has("id", "start time", "completion time") && has("email"),
    holds: formHolds,
    way: formWay,
  },
  {
    tool: "SurveyMonkey",
    fits: (has) => has("respondent id", "collector id"),
    holds: `${formHolds}, below two rows of headings`,
    way: formWay,
  },
  {
    tool: "LimeSurvey",
    fits: (has) => has("date submitted", "last page") || has("submitdate", "lastpage", "startlanguage"),
    holds: formHolds,
    way: formWay,
  },
  {
    tool: "Labelbox",
    fits: (has, first) => has("data_row", "projects") && isJsonObject(first.data_row),
    holds: "labels by people (projects) beside the texts (data_row)",
    way: "write the texts with id, prompt and response, and the labels as a file of labels (item, rater, question, value)",
  },
  {
    tool: "Scale",
    fits: (has) => has("task_id", "callback_url", "params"),
    holds: "answers of people as objects (response) beside the task (params)",
    way: "write the texts with id, prompt and response, and the answers as a file of labels (item, rater, question, value)",
  },
  {
    tool: "Mechanical Turk",
    fits: (has, _, columns) => has("hitid", "workerid") || columns.some((column) => /^Answer\./.test(column)),
    holds: "labels by people (Answer. ...) beside what they saw (Input. ...)",
    way: labelsWay("HITId", "WorkerId", "the column Answer. and the question"),
  },
];

const isImportId = (value: unknown) => typeof value === "string" && value.includes("ImportId");
