import { z } from 'zod';

const programsSchema = z.record(
  z.string(),
  z.object({ file: z.string(), env: z.record(z.string(), z.string()) }),
);

/**
 * Where a real program is. Who runs these tests against the real parts sets
 * `CONTRACT_PROGRAMS` to JSON that says for each of `prometheus`, `promtool`,
 * `prometheus-alertmanager` and `prometheus-blackbox-exporter` its file and
 * the variables that it needs: `{"promtool": {"file": "…", "env": {}}, …}`.
 */
export function contractProgram(name: string): {
  file: string;
  env: NodeJS.ProcessEnv;
} {
  const text = process.env.CONTRACT_PROGRAMS;
  const program = text && programsSchema.parse(JSON.parse(text))[name];
  if (!program) {
    throw new Error(`CONTRACT_PROGRAMS does not say where ${name} is`);
  }
  return { file: program.file, env: { ...process.env, ...program.env } };
}
