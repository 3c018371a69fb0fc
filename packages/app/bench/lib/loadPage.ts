import { Browser, BrowserContextOptions } from '@playwright/test';

/** One visit with an empty cache. */
export interface PageLoad {
  /** Milliseconds until what the page is for is there. */
  shown: number;
  /** Milliseconds of processor time of the page's main thread by then. */
  cpu: number;
  /** Bytes of scripts and styles that were asked for by then, on the wire. */
  bytes: number;
  requests: number;
}

declare global {
  interface Window {
    /** When the awaited element came, in the page's own time. */
    shownAt?: number;
  }
}

/** Opens the page in a new browser profile and waits for an element. */
export async function loadPage(
  browser: Browser,
  options: { url: string; selector: string } & Pick<
    BrowserContextOptions,
    'storageState'
  >,
): Promise<PageLoad> {
  const { url, selector, storageState } = options;
  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.addInitScript(awaited => {
    performance.setResourceTimingBufferSize(2000);
    const observer = new MutationObserver(() => {
      if (document.querySelector(awaited)) {
        window.shownAt = performance.now();
        observer.disconnect();
      }
    });
    observer.observe(document, { childList: true, subtree: true });
  }, selector);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.shownAt !== undefined);
  const { metrics } = await session.send('Performance.getMetrics');
  const tasks = metrics.find(({ name }) => name === 'TaskDuration');
  const load = await page.evaluate(() => {
    const shown = window.shownAt ?? 0;
    const resources = performance
      .getEntriesByType('resource')
      .filter(entry => entry instanceof PerformanceResourceTiming)
      .filter(({ startTime }) => startTime <= shown);
    const code = resources.filter(({ name }) => /\.(js|css)$/.test(name));
    return {
      shown,
      bytes: code.reduce((sum, { transferSize }) => sum + transferSize, 0),
      requests: resources.length,
    };
  });
  await context.close();
  return { ...load, cpu: (tasks?.value ?? 0) * 1000 };
}
