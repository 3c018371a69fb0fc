import { join } from 'node:path';
import { z } from 'zod';
import { JsonFile } from '../persistence/JsonFile';

const KEPT = 200;

const noticeSchema = z.object({
  /** Slack's `ts`, and the order in which they came. */
  id: z.string(),
  by: z.enum(['Slack', 'mail']),
  from: z.string(),
  to: z.string(),
  title: z.string(),
  text: z.string(),
  links: z.array(z.string()),
  at: z.string(),
  edited: z.boolean().optional(),
});

/** A message or mail that has arrived. */
export type Notice = z.infer<typeof noticeSchema>;
export type NewNotice = Omit<Notice, 'id' | 'at' | 'links' | 'edited'> & {
  /** Addresses beside those in the text. */
  links?: string[];
};

/** Everything that was sent to people; the newest come first. */
export class Notices {
  private constructor(
    private notices: Notice[],
    private readonly file: JsonFile<Notice[]>,
  ) {}

  static async open(options: {
    dataDir: string;
    onError: (error: unknown) => void;
  }): Promise<Notices> {
    const file = JsonFile.create({
      path: join(options.dataDir, 'notices.json'),
      schema: z.array(noticeSchema),
      onError: options.onError,
    });
    return new Notices((await file.read()) ?? [], file);
  }

  list(): readonly Notice[] {
    return this.notices;
  }

  add(notice: NewNotice): Notice {
    const now = Date.now();
    const latest = Number(this.notices[0]?.id ?? 0);
    const added: Notice = {
      ...notice,
      id: Math.max(now / 1000, latest + 0.000001).toFixed(6),
      links: linksOf(notice),
      at: new Date(now).toISOString(),
    };
    this.keep([added, ...this.notices].slice(0, KEPT));
    return added;
  }

  /** Changes a message in its place; undefined where there is none. */
  edit(
    id: string,
    change: Pick<NewNotice, 'title' | 'text' | 'links'>,
  ): Notice | undefined {
    const found = this.notices.find(each => each.id === id);
    if (found) {
      const edited = {
        ...found,
        ...change,
        links: linksOf(change),
        edited: true,
      };
      this.keep(this.notices.map(each => (each === found ? edited : each)));
    }
    return found;
  }

  async close(): Promise<void> {
    await this.file.flush();
  }

  private keep(notices: Notice[]): void {
    this.notices = notices;
    this.file.schedule(() => this.notices);
  }
}

function linksOf({ text, links = [] }: Pick<NewNotice, 'text' | 'links'>) {
  const found = text.match(/https?:\/\/[^\s<>|"')]+/g) ?? [];
  return [...new Set([...links, ...found])].filter(each =>
    /^https?:\/\//.test(each),
  );
}
