/** Markup that is safe to send: every text in it was escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | undefined | Part[];

/** Builds HTML; whatever is not markup itself is escaped. */
export function markup(
  strings: TemplateStringsArray,
  ...parts: Part[]
): Markup {
  return new Markup(
    strings.reduce(
      (text, string, index) => `${text}${render(parts[index - 1])}${string}`,
    ),
  );
}

function render(part: Part): string {
  if (Array.isArray(part)) {
    return part.map(render).join('');
  }
  return part instanceof Markup ? part.text : escape(String(part ?? ''));
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
