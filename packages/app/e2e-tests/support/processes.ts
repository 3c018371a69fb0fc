import fs from 'node:fs';

const LISTENING = '0A';

/** All processes below this one. */
export function descendantsOf(pid: number): number[] {
  const children = readOrEmpty(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter(text => text !== '')
    .map(Number);
  return children.flatMap(child => [child, ...descendantsOf(child)]);
}

/** False once it has ended, also where nobody has asked for its exit code. */
export function isRunning(pid: number): boolean {
  const [, state] = /^State:\s+(\S)/m.exec(readStatus(pid)) ?? [];
  return state !== undefined && state !== 'Z';
}

/** The process among them whose command line has this part. */
export function findProcess(pids: number[], part: string): number {
  const found = pids.find(pid =>
    readOrEmpty(`/proc/${pid}/cmdline`).split('\0').includes(part),
  );
  if (found === undefined) {
    throw new Error(`No process was started with ${part}.`);
  }
  return found;
}

/** `address:port` of everything that these processes listen on. */
export function listeningAddresses(pids: number[]): string[] {
  const inodes = new Set(pids.flatMap(socketInodes));
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap(table =>
      fs.readFileSync(table, 'utf8').trim().split('\n').slice(1),
    )
    .map(line => line.trim().split(/\s+/))
    .filter(
      ([, , , state, , , , , , inode]) =>
        state === LISTENING && inodes.has(inode),
    )
    .map(([, local]) => toAddress(local));
}

function socketInodes(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return fs.readdirSync(folder).flatMap(name => {
    const [, inode] =
      /^socket:\[(\d+)\]$/.exec(readLink(`${folder}/${name}`)) ?? [];
    return inode === undefined ? [] : [inode];
  });
}

/** `0100007F:1B5F` is 127.0.0.1:7007; what is longer is an IPv6 address. */
function toAddress(local: string): string {
  const [address, port] = local.split(':');
  const bytes = Buffer.from(address, 'hex');
  const host = bytes.length === 4 ? bytes.reverse().join('.') : address;
  return `${host}:${Number.parseInt(port, 16)}`;
}

function readStatus(pid: number): string {
  return readOrEmpty(`/proc/${pid}/status`);
}

/** Processes end and files are closed while we look at them. */
function readOrEmpty(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function readLink(file: string): string {
  try {
    return fs.readlinkSync(file);
  } catch {
    return '';
  }
}
