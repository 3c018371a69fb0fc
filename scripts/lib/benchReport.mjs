import os from 'node:os';

/**
 * Prints what a bench measured, as Markdown: what the machine is, then for
 * each section a table, notes and the goals.
 */
export function printReport(sections) {
  console.log(`\n${describeMachine()}\n`);
  for (const { title, columns, rows, notes = [], goals = [] } of sections) {
    const lines = [
      `### ${title}`,
      '',
      ...table([columns, ...rows]),
      '',
      ...notes.map(note => `- ${note}`),
      ...goals.map(
        ({ goal, met }) => `- Goal: ${goal} – **${met ? 'met' : 'missed'}**`,
      ),
    ];
    console.log(`${lines.join('\n')}\n`);
  }
}

function describeMachine() {
  const cpus = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const load = os.loadavg()[0].toFixed(1);
  return (
    `${cpus[0].model.trim()}, ${cpus.length} cores, ${memory} GiB of memory, ` +
    `${os.type()} ${os.release()}, Node ${process.version}, ` +
    `load ${load} at the end`
  );
}

function table(rows) {
  const widths = rows[0].map((_, column) =>
    Math.max(3, ...rows.map(row => row[column].length)),
  );
  const line = cells =>
    `| ${cells
      .map((cell, column) =>
        column === 0
          ? cell.padEnd(widths[column])
          : cell.padStart(widths[column]),
      )
      .join(' | ')} |`;
  const ruler = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(rows[0]), line(ruler), ...rows.slice(1).map(line)];
}
