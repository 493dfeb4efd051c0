import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";

type Source = { tag: "empty" } | { tag: "schemaDatamodel"; files: { path: string; content: string }[] };
type Engine = { diff: (input: Record<string, unknown>) => Promise<{ stdout?: string | null }> };
type EngineModule = {
  __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
  SchemaEngine: { new: (options: unknown, log: (line: string) => void, adapter: unknown) => Promise<Engine> };
};

let loaded: Promise<EngineModule> | null = null;

/** Prisma's schema engine as WebAssembly out of npm: no native engine and no download. */
function loadEngine(): Promise<EngineModule> {
  loaded ??= (async () => {
    const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
    const bytes = await readFile(script.replace("schema_engine.js", "schema_engine_bg.wasm"));
    const engine = glue as unknown as EngineModule;
    const imports = { "./schema_engine_bg.js": glue as unknown as WebAssembly.ModuleImports };
    const { instance } = await WebAssembly.instantiate(bytes, imports);
    engine.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
    return engine;
  })();
  return loaded;
}

const sourceOf = (schema: string | null): Source =>
  schema === null ? { tag: "empty" } : { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: schema }] };

/**
 * The SQL that takes one schema (null: an empty database) to another, as Prisma would write it. The engine wants a server to talk to, of
 * which it only asks the version.
 */
export async function diffSchemas(connectionString: string, from: string | null, to: string): Promise<string> {
  const { SchemaEngine } = await loadEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString }) as never);
  const engine = await SchemaEngine.new({ datamodels: [["schema.prisma", to]] }, () => undefined, adapter);
  const { stdout } = await engine.diff({
    from: sourceOf(from),
    to: sourceOf(to),
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? "";
}
