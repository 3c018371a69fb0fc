import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const dashboardSchema = z.looseObject({
  uid: z.string(),
  title: z.string(),
  tags: z.array(z.string()),
  panels: z.array(
    z.looseObject({ id: z.number(), type: z.string(), title: z.string() }),
  ),
});

/** A dashboard in Grafana's classic form. */
export type StoredDashboard = z.infer<typeof dashboardSchema>;

/** The dashboards that the platform team keeps; nobody edits them here. */
export class Dashboards {
  private constructor(private readonly dashboards: StoredDashboard[]) {}

  static async read(directory: string): Promise<Dashboards> {
    const names = (await readdir(directory)).filter(name =>
      name.endsWith('.json'),
    );
    const texts = await Promise.all(
      names.map(name => readFile(join(directory, name), 'utf8')),
    );
    return new Dashboards(
      texts.map(text => dashboardSchema.parse(JSON.parse(text))),
    );
  }

  get(uid: string): StoredDashboard | undefined {
    return this.dashboards.find(each => each.uid === uid);
  }

  /** By title, as Grafana sorts them; every criterion must hold. */
  search(criteria: {
    title?: string;
    tags: string[];
    uids: string[];
  }): StoredDashboard[] {
    const { title = '', tags, uids } = criteria;
    return this.dashboards
      .filter(
        each =>
          each.title.toLowerCase().includes(title.toLowerCase()) &&
          tags.every(tag => each.tags.includes(tag)) &&
          (uids.length === 0 || uids.includes(each.uid)),
      )
      .sort((a, b) => a.title.localeCompare(b.title));
  }
}
