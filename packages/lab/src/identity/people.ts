/** Somebody who can sign in to the lab. */
export interface Person {
  /** Becomes the OpenID Connect subject. */
  id: string;
  name: string;
  email: string;
  /** What they do, as the sign-in page says it. */
  role: string;
}

export const labPeople: readonly Person[] = [
  person('dana.kim', 'Dana Kim', 'developer, shop-team'),
  person('olga.petrova', 'Olga Petrova', 'operator'),
  person('piet.maas', 'Piet Maas', 'platform engineer'),
  person('vera.ito', 'Vera Ito', 'viewer, no team'),
];

function person(id: string, name: string, role: string): Person {
  return { id, name, role, email: `${id}@shop.example` };
}
