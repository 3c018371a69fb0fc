/** Reads the theme's colours, because a canvas knows no variables. */
export class ChartColors {
  readonly #style: CSSStyleDeclaration;

  private constructor(style: CSSStyleDeclaration) {
    this.#style = style;
  }

  static of(element: Element): ChartColors {
    return new ChartColors(getComputedStyle(element));
  }

  get(token: string): string {
    return this.#style.getPropertyValue(token).trim();
  }

  get font(): string {
    return `12px ${this.#style.fontFamily}`;
  }
}
