import { createServer } from './server.js';

const PORT = Number(process.env.PORT ?? ${{ values.port }});
// Kubernetes needs a moment to take the pod out of its Services.
const DRAIN_MILLISECONDS = 5_000;

function log(entry) {
  console.log(JSON.stringify({ time: new Date().toISOString(), ...entry }));
}

const service = createServer({ version: process.env.VERSION ?? 'dev', log });

process.once('SIGTERM', () => {
  log({ message: 'Stopping' });
  service.drain();
  setTimeout(() => {
    service.server.close();
    service.server.closeIdleConnections();
  }, DRAIN_MILLISECONDS);
});

service.server.listen(PORT, () => log({ message: 'Listening', port: PORT }));
