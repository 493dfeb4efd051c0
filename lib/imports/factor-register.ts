import type { FactorRecord } from "@/lib/formats/contract/records";
import { guessFactor } from "@/lib/imports/guess-factor";

/** More levels than this are no levels: the column holds texts or numbers of its own. */
const mostLevels = 2000;

/** Collects the factors and levels that a file names, and what it declares about them. */
export class FactorRegister {
  private readonly levels = new Map<string, Set<string>>();
  private readonly declared = new Map<string, FactorRecord>();

  /** `known`: factors that the study has. Their roles hold, whatever a file says. */
  constructor(private readonly known: readonly FactorRecord[]) {}

  declare(record: FactorRecord) {
    this.declared.set(record.name, record);
  }

  /** What a factor is in the study, as declared or going by its name. */
  roleOf = (name: string) =>
    (this.known.find((factor) => factor.name === name) ?? this.declared.get(name) ?? guessFactor(name, [])).role;

  /** The name of a factor that has too many levels by now (said once), or null. */
  add(factors: Readonly<Record<string, string>>): string | null {
    let overfull: string | null = null;
    for (const [name, level] of Object.entries(factors)) {
      const levels = this.levels.get(name) ?? new Set();
      this.levels.set(name, levels);
      if (levels.size > mostLevels) continue;
      levels.add(level);
      if (levels.size > mostLevels) overfull = name;
    }
    return overfull;
  }

  /** All factors, as declared or as their names and levels suggest; declared levels first, in their order. */
  list(): FactorRecord[] {
    const names = new Set([...this.declared.keys(), ...this.levels.keys()]);
    return [...names].map((name) => ({ ...this.describe(name), role: this.roleOf(name) }));
  }

  private describe(name: string): FactorRecord {
    const met = [...(this.levels.get(name) ?? [])];
    const declared = this.declared.get(name);
    if (!declared) return guessFactor(name, met);
    const { baseline } = declared;
    const levels = [...(declared.levels ?? []), ...met, ...(baseline === undefined ? [] : [baseline])];
    return { ...declared, levels: [...new Set(levels)] };
  }
}

export const tooManyLevels = (name: string) =>
  `"${name}" has more than ${mostLevels.toLocaleString("en")} levels: if it is no factor, map the column to extra or ignore`;
