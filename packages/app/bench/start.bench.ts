import { Browser, Page } from '@playwright/test';
import path from 'node:path';
import { PersonName } from '../e2e-tests/support/api';
import { Product } from '../e2e-tests/support/Product';
import { rootDir } from '../e2e-tests/support/StartCommand';
import { openContext, test } from '../e2e-tests/support/test';
import { measureBundle } from './lib/BundleSize';
import { loadPage, PageLoad } from './lib/loadPage';
import { percentile, Section, writeReport } from './lib/report';

const ROUNDS = 9;
const GOAL = 1.15;
const PERSON: PersonName = 'Dana Kim';
/** Links in tables, and the rows of lists that lead somewhere. */
const COMPONENT = ['href', 'data-href']
  .map(attribute => `[${attribute}*="/catalog/default/component/"]`)
  .join(', ');

const { STOCK_APP_DIR = '' } = process.env;

/** One of the two apps that are compared. */
interface Side {
  product: Product;
  storageState: Awaited<ReturnType<typeof signedInState>>;
}

interface Visit {
  title: string;
  signedIn: boolean;
  path: { stock: string; ours: string };
  selector: string;
}

const VISITS: Visit[] = [
  {
    title: 'sign-in page',
    signedIn: false,
    path: { stock: '/', ours: '/' },
    selector: 'button',
  },
  {
    title: 'first page: the catalog, our Home',
    signedIn: true,
    path: { stock: '/catalog', ours: '/' },
    selector: COMPONENT,
  },
  {
    title: 'the catalog in both',
    signedIn: true,
    path: { stock: '/catalog', ours: '/catalog' },
    selector: COMPONENT,
  },
];

test('our app beside a stock one', async ({ browser, product }) => {
  const stockProduct = await Product.start({
    dataDir: `${product.dataDir}-stock`,
    env: {
      // The backend finds the other app by this name.
      NODE_PATH: STOCK_APP_DIR,
      APP_CONFIG_app_packageName: 'stock-app',
      APP_CONFIG_app_extensions: '[]',
    },
  });
  try {
    const ours = await openSide(browser, product);
    const stock = await openSide(browser, stockProduct);
    writeReport([bundles(), await pages(browser, { ours, stock })]);
  } finally {
    await stockProduct.stop();
  }
});

async function openSide(browser: Browser, product: Product): Promise<Side> {
  return { product, storageState: await signedInState(browser, product) };
}

async function signedInState(browser: Browser, product: Product) {
  const context = await openContext(browser, product);
  const page = await context.newPage();
  await page.goto('/');
  await signIn(page);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** As everywhere in the tests, but without looking for our own navigation. */
async function signIn(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Sign In' });
  const popupOpened = page.waitForEvent('popup');
  await button.click();
  const popup = await popupOpened;
  await popup.getByRole('button', { name: PERSON }).click();
  await button.waitFor({ state: 'detached' });
}

function bundles(): Section {
  const stock = measureBundle(path.join(STOCK_APP_DIR, 'stock-app/dist'));
  const ours = measureBundle(path.join(rootDir, 'packages/app/dist'));
  const row = (title: string, size: 'raw' | 'gzip' | 'entryGzip') => [
    title,
    kilobytes(stock[size]),
    kilobytes(ours[size]),
    (ours[size] / stock[size]).toFixed(2),
  ];
  return {
    title: 'Bundle',
    columns: ['scripts and styles', 'stock app', 'our app', 'ratio'],
    rows: [
      row('everything', 'raw'),
      row('everything, gzip', 'gzip'),
      row('before the app runs, gzip', 'entryGzip'),
      [
        'files',
        String(stock.files),
        String(ours.files),
        (ours.files / stock.files).toFixed(2),
      ],
    ],
    goals: [
      {
        goal: `at most ${GOAL} times a stock app, everything, gzip`,
        met: ours.gzip / stock.gzip <= GOAL,
      },
    ],
  };
}

async function pages(
  browser: Browser,
  sides: { ours: Side; stock: Side },
): Promise<Section> {
  const rows: string[][] = [];
  const goals: Section['goals'] = [];
  for (const visit of VISITS) {
    const loads: Record<keyof typeof sides, PageLoad[]> = {
      stock: [],
      ours: [],
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const side of ['stock', 'ours'] as const) {
        const { product, storageState } = sides[side];
        loads[side].push(
          await loadPage(browser, {
            url: `${product.url}${visit.path[side]}`,
            selector: visit.selector,
            storageState: visit.signedIn ? storageState : undefined,
          }),
        );
      }
    }
    const at = (side: keyof typeof sides, of: 'shown' | 'cpu', share: number) =>
      percentile(
        loads[side].map(load => load[of]),
        share,
      );
    const timeRow = (title: string, of: 'shown' | 'cpu', share: number) => {
      const [stock, ours] = [at('stock', of, share), at('ours', of, share)];
      return [title, millis(stock), millis(ours), (ours / stock).toFixed(2)];
    };
    const [stock, ours] = [loads.stock[0], loads.ours[0]];
    rows.push(
      timeRow(`${visit.title}: p50`, 'shown', 0.5),
      timeRow('p95', 'shown', 0.95),
      timeRow('processor time of the page, p50', 'cpu', 0.5),
      [
        'scripts and styles on the wire',
        kilobytes(stock.bytes),
        kilobytes(ours.bytes),
        (ours.bytes / stock.bytes).toFixed(2),
      ],
      [
        'requests until then',
        String(stock.requests),
        String(ours.requests),
        (ours.requests / stock.requests).toFixed(2),
      ],
    );
    goals.push({
      goal: `at most ${GOAL} times a stock app, ${visit.title}`,
      met: at('ours', 'shown', 0.5) / at('stock', 'shown', 0.5) <= GOAL,
    });
  }
  return {
    title: 'First load of a page, empty cache',
    columns: ['until it is there', 'stock app', 'our app', 'ratio'],
    rows,
    notes: [`${ROUNDS} loads of each, in turn`],
    goals,
  };
}

function millis(value: number): string {
  return `${value.toFixed(0)} ms`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KiB`;
}
