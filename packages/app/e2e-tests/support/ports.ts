// One way to choose ports, for `npm start` and its tests; scripts/ is plain Node
// and no package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
export { findFreePort } from '../../../../scripts/lib/ports.mjs';
