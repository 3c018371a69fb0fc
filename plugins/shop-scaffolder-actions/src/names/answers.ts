import { parse } from 'yaml';
import { z } from 'zod';

/** Where a repository says what it was made from. */
export const ANSWERS_FILE = '.portal/answers.yaml';

const answersSchema = z.object({
  template: z.string(),
  task: z.string(),
  name: z.string(),
  owner: z.string().optional(),
});

/** What a repository was made from. */
export type Answers = z.infer<typeof answersSchema>;

/** Reads the answers, or `undefined` where the text is something else. */
export function parseAnswers(text: string): Answers | undefined {
  try {
    return answersSchema.safeParse(parse(text)).data;
  } catch {
    return undefined;
  }
}
