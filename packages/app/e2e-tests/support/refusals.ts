import { APIResponse, expect } from '@playwright/test';
import { Product } from './Product';

/** What the portal wrote to clusters and Argo CD since the last reset. */
export async function upstreamWrites(product: Product): Promise<string[]> {
  return Object.keys(await product.control.requests()).filter(
    request =>
      /^(kubernetes|argocd)/.test(request) &&
      !/^\S+ GET /.test(request) &&
      // The lab's Argo CD, which syncs by itself.
      !/^kubernetes:\S+:admin /.test(request),
  );
}

/** Expects an error with this status and a message that helps. */
export async function expectRefusal(
  response: APIResponse,
  { status, message }: { status: number; message: RegExp },
): Promise<void> {
  const text = await response.text();
  expect(response.status(), text).toBe(status);
  expect(JSON.parse(text)).toMatchObject({
    error: { message: expect.stringMatching(message) },
  });
}
