import * as v from 'valibot';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import { idPattern } from '../../shared/limits.ts';
import { parseJson, ReservedNameError } from '../runtime/parse-json.ts';
import { readRegularFile } from '../runtime/read-regular-file.ts';
import { SettingsError } from '../settings.ts';
import { createInstitution, type SandboxInstitution } from './institution.ts';
import { normalizeText } from './normalize-text.ts';

const kinds = [
  'Banco',
  'Caja',
  'Caixa',
  'Cooperativa',
  'Crédito',
  'Financiera',
  'Mutual',
  'Tesorería',
  'Fondo',
  'Casa',
];
const trees =
  'Alerce Algarrobo Aroeira Arrayán Avellano Belloto Boldo Caldén Canelo Ceibo Chañar Coihue Espino Guayacán Imbuia Ipê Jatobá Jequitibá Lapacho Laurelia Lenga Lingue Luma Maitén Mañío Molle Notro Ñirre Olivillo Ombú Peumo Pitra Quebracho Quillay Raulí Sumaúma Temu Tepa Timbó Ulmo'.split(
    ' ',
  );
const places = [
  'del Norte',
  'del Sur',
  'Austral',
  'Andino',
  'Costero',
  'Central',
  'del Valle',
  'de la Sierra',
  'del Río',
  'del Lago',
  'de los Canales',
  'de la Pampa',
  'del Desierto',
  'del Bosque',
  'de la Isla',
  'Ribereño',
  'Serrano',
  'Litoral',
  'Occidental',
  'Oriental',
  'Campesino',
  'Mercantil',
  'Obrero',
  'Comunal',
  'Marítimo',
  'Ferroviario',
  'Rural',
  'Nuevo',
  'Primero',
  'Unido',
];
const countries = ['AR', 'BO', 'BR', 'CL', 'CO', 'EC', 'MX', 'PE', 'PY', 'UY'];

/** 12,000 fictional institutions, the same at each start. */
export function generatedCatalog(): SandboxInstitution[] {
  const names = places.flatMap((place) => trees.flatMap((tree) => kinds.map((kind) => `${kind} ${tree} ${place}`)));
  return names.map((name, index) =>
    createInstitution({
      id: normalizeText(name).replaceAll(' ', '-'),
      name,
      // All institutions named after one tree are in the same country.
      country: countries[Math.floor(index / kinds.length) % countries.length] ?? 'CL',
      code: String(10_000 + index),
    }),
  );
}

const catalogFile = v.array(
  v.strictObject(
    withoutPrototype({
      id: v.pipe(v.string(), v.regex(idPattern)),
      name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
      aliases: v.optional(v.array(v.string()), []),
      code: v.optional(v.nullable(v.string()), null),
      country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)), 'CL'),
    }),
  ),
);

/** The institutions of a JSON file, `{ id, name, aliases?, code?, country? }[]`. Throws a {@link SettingsError}. */
export function readCatalog(file: string): SandboxInstitution[] {
  const result = v.safeParse(catalogFile, readJson(file));
  if (!result.success) {
    const [issue] = result.issues;
    throw new SettingsError(
      'institutions',
      `expected ${issue.expected ?? 'another value'} at ${v.getDotPath(issue) ?? 'the top'}`,
    );
  }
  return result.output.map(createInstitution);
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readRegularFile(file).toString();
  } catch (error) {
    throw new SettingsError(
      'institutions',
      `expected a file to read; ${error instanceof Error ? error.message : 'unreadable'}`,
    );
  }
  try {
    // Some editors write a byte-order mark.
    return parseJson(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof ReservedNameError) throw new SettingsError('institutions', error.message);
    // The parser's message quotes the file, and the path may be that of another file by mistake.
    throw new SettingsError('institutions', 'expected a JSON file, and this is not JSON');
  }
}
