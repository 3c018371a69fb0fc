import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a built app weighs, in bytes. */
export interface BundleSize {
  files: number;
  raw: number;
  gzip: number;
  /** What `index.html` itself loads, before the app runs. */
  entryGzip: number;
}

/** Scripts and styles of a built app, without source maps. */
export function measureBundle(dist: string): BundleSize {
  const folder = path.join(dist, 'static');
  const html = fs.readFileSync(path.join(dist, 'index.html'), 'utf8');
  const files = fs
    .readdirSync(folder)
    .filter(name => /\.(js|css)$/.test(name))
    .map(name => {
      const content = fs.readFileSync(path.join(folder, name));
      return {
        raw: content.length,
        gzip: gzipSync(content).length,
        isEntry: html.includes(`/static/${name}`),
      };
    });
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  return {
    files: files.length,
    raw: sum(files.map(file => file.raw)),
    gzip: sum(files.map(file => file.gzip)),
    entryGzip: sum(files.filter(file => file.isEntry).map(file => file.gzip)),
  };
}
