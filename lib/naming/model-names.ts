/*
 * Models, model families and their makers. The first list is of names that mean nothing else; the second of names that do, which count
 * only where somebody says that they are it, or were made by it.
 */

export const modelNames = [
  "[Gg][Pp][Tt][-\\s]?\\d(?:\\.?\\w)*(?:[-\\s](?:[Tt]urbo|[Mm]ini|[Nn]ano))?",
  "Chat[-\\s]?GPT",
  "chatgpt",
  "Open[-\\s]?AI",
  "Anthropic",
  "Claude[-\\s](?:\\d(?:\\.?\\w)*|Instant|Opus|Sonnet|Haiku)",
  "Gemini[-\\s](?:Pro|Ultra|Flash|Nano|\\d(?:\\.?\\w)*)",
  "DeepSeek",
  "DeepMind",
  "L[Ll][Aa][Mm][Aa][-\\s]?[1-9](?:\\.?\\w)*",
  "Mistral[-\\s](?:AI|Large|Medium|Small|\\d+[Bb])",
  "Mixtral",
  "Vicuna",
  "Qwen(?:\\d(?:\\.?\\w)*)?",
  "ChatGLM",
  "Baichuan",
  "InternLM",
  "Gemma[-\\s]\\d\\w*",
  "Phi-\\d\\w*",
  "Yi-\\d\\w*",
  "Grok[-\\s]\\d\\w*",
  "PaLM(?:[-\\s]?2)?",
  "xAI",
  "文心一言",
  "通义千问",
  "讯飞星火",
  "智谱清言",
] as const;

export const everydayModelNames = [
  ...[
    "Claude",
    "Gemini",
    "Bard",
    "Llama",
    "LLaMA",
    "Mistral",
    "Grok",
    "Copilot",
    "Gemma",
    "Falcon",
    "Alpaca",
    "Phi",
    "Cohere",
  ],
  ...["Google", "Meta", "Meta AI", "Microsoft", "Alibaba", "Baidu", "Amazon", "ByteDance"],
] as const;

/** "As an AI language model": says of a persona that there is none. */
export const machineNames = [
  "(?:an?\\s+)?(?:AI|artificial\\s+intelligence|A\\.I\\.)(?:[-\\s]+(?:powered|based))?(?:[-\\s]+(?:language|chat))?(?:[-\\s]+(?:model|assistant|system|chatbot|bot|program))?",
  "(?:an?\\s+)?(?:large\\s+)?language\\s+model",
  "(?:an?\\s+)?(?:virtual|digital)\\s+assistant",
  "(?:an?\\s+)?chatbot",
  "(?:人工智能|AI)(?:语言模型|語言模型|助手|模型)?",
  "(?:ein\\s+|eine\\s+)?(?:KI(?:-[\\p{L}]+)?|Sprachmodell)",
] as const;
