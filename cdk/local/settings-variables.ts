/** What the settings leave open as `${NAME}`, because only this machine knows it. */
export function variablesOf(url: string): Readonly<Record<string, string>> {
  const standIns = `${url}/local/stand-ins`;
  return {
    PUBLIC_URL: url,
    STAND_INS_URL: standIns,
    REGISTRY_URL: `${standIns}/registry/suggestions/api/4_1/rs`,
    CHECKO_URL: `${standIns}/checko`,
    SITE_URL: url.replace('//127.0.0.1:', '//localhost:'),
    CAPTCHA_URL: `${standIns}/captcha`,
    FORM_SERVICES_URL: `${standIns}/form-services`,
  };
}
