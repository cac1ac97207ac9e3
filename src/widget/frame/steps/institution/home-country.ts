/**
 * The user's country among those that have banks: that of the browser's languages (`es-CL`), else of its time zone, else of
 * the language of the host's page. Null if none of them says.
 */
export function homeCountryAmong(countries: readonly string[], hostLocale: string): string | null {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const regions = [
    ...navigator.languages.map(regionOf),
    countries.find((country) => timeZonesOf(country).includes(timeZone)),
    regionOf(hostLocale),
  ];
  return regions.find((region) => region !== undefined && countries.includes(region)) ?? null;
}

function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    // A host may name anything.
    return undefined;
  }
}

/** The time zones of a country; none in a browser that does not tell, and for a code that is none. */
function timeZonesOf(country: string): readonly string[] {
  try {
    const locale: WithTimeZones = new Intl.Locale('und', { region: country });
    return locale.getTimeZones?.() ?? locale.timeZones ?? [];
  } catch {
    return [];
  }
}

/** A function since Chrome 130, Firefox 144 and Safari 18; before that, a property of Chrome and Safari. */
type WithTimeZones = Intl.Locale & { getTimeZones?: () => string[]; timeZones?: string[] };
