import fs from 'node:fs';
import path from 'node:path';
import { Child } from './lib/Child';
import { LabAddresses } from './lib/messages';
import { Portal } from './lib/Portal';
import { writePortalConfig } from './lib/portalConfig';
import { Section } from './lib/report';
import { catalogued, placeServices } from './lib/shop';
import { measureReading } from './readingBench';
import { measureSignals } from './signalBench';
import { measureStores } from './storeBench';

const ROLLOUTS = 5_000;

function say(what: string): void {
  process.stdout.write(`◌ ${what} …\n`);
}

/** Measures what a large portal does. */
async function measure(folder: string, port: number): Promise<Section[]> {
  say('Filling stores');
  const sections = [await measureStores()];
  const placements = catalogued(placeServices(ROLLOUTS));
  say('Starting the clusters and the portal');
  const children: Child[] = [];
  try {
    const lab = await Child.start<LabAddresses>({
      name: 'serveClusters.ts',
      args: [String(ROLLOUTS)],
      logFile: path.join(folder, 'clusters.log'),
    });
    children.push(lab.child);
    const backend = await Child.start({
      name: 'serveBackend.ts',
      args: [
        '--config',
        writePortalConfig({ folder, port, lab: lab.first, placements }),
      ],
      logFile: path.join(folder, 'backend.log'),
      env: { LOG_LEVEL: 'warn', NODE_ENV: 'production' },
    });
    children.push(backend.child);
    const portal = await Portal.signIn(`http://localhost:${port}`);
    await portal.untilCatalogHolds(placements.length);
    await portal.untilWatched(placements[0].service);
    say('Reading');
    sections.push(
      await measureReading({
        portal,
        backend: backend.child,
        lab: lab.child,
        placements,
        rollouts: ROLLOUTS,
      }),
    );
    say('Changing');
    sections.push(
      await measureSignals({ portal, backend: backend.child, lab: lab.child }),
    );
    return sections;
  } finally {
    await Promise.all(children.map(child => child.stop()));
  }
}

const { BENCH_FOLDER = '', BENCH_RESULTS = '' } = process.env;
measure(BENCH_FOLDER, Number(process.argv[2])).then(
  sections => fs.writeFileSync(BENCH_RESULTS, JSON.stringify(sections)),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  },
);
