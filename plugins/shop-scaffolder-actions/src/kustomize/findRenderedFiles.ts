import { readdir } from 'fs/promises';
import { join, posix, relative, sep } from 'path';

const OVERLAY = /(^|\/)overlays\/[^/]+\/kustomization\.ya?ml$/;

/** Every file of a rendered tree: relative, with slashes, sorted. */
export async function findRenderedFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = new Array<string>();
  for (const entry of entries) {
    if (entry.isFile()) {
      const path = relative(root, join(entry.parentPath, entry.name));
      files.push(path.split(sep).join('/'));
    }
  }
  return files.sort();
}

/** The folders under `overlays/` that Kustomize builds. */
export function findOverlays(files: string[]): string[] {
  return files.filter(file => OVERLAY.test(file)).map(posix.dirname);
}

/** Whether a file can bring an object into an overlay. */
export function belongsToOverlay(file: string, overlay: string): boolean {
  const app = posix.dirname(posix.dirname(overlay));
  const inApp = app === '.' || file.startsWith(`${app}/`);
  const inOtherOverlay =
    file.startsWith(`${posix.dirname(overlay)}/`) &&
    !file.startsWith(`${overlay}/`);
  return inApp && !inOtherOverlay && /\.ya?ml$/.test(file);
}
