/** The settings, as the server takes them. */

import * as path from "node:path";

/** What the server is told. What is not set is not told, so that the configuration file holds. */
export interface ServerSettings {
  config?: string;
  select?: string[];
  ignore?: string[];
  run?: "onType" | "onSave";
  language?: string;
}

/** The settings of the section `copydesk`, in whatever state a person left them. */
export type Section = Readonly<Record<string, unknown>>;

/** What to tell the server of a section that holds for a folder. */
export function serverSettings(section: Section, folder: string | undefined, home: string): ServerSettings {
  const settings: ServerSettings = { run: section.run === "onSave" ? "onSave" : "onType" };
  const config = text(section.config);
  if (config !== undefined) settings.config = resolved(config, folder, home);
  const language = text(section.language);
  if (language !== undefined) settings.language = language;
  const select = texts(section.select);
  if (select.length > 0) settings.select = select;
  const ignore = texts(section.ignore);
  if (ignore.length > 0) settings.ignore = ignore;
  return settings;
}

/** The same for the command line. */
export function commandLine(settings: ServerSettings): string[] {
  const given: string[] = [];
  if (settings.config !== undefined) given.push(`--config=${settings.config}`);
  if (settings.select !== undefined) given.push(`--select=${settings.select.join(",")}`);
  if (settings.ignore !== undefined) given.push(`--ignore=${settings.ignore.join(",")}`);
  return given;
}

function resolved(file: string, folder: string | undefined, home: string): string {
  if (/^~[\\/]/.test(file)) return path.join(home, file.slice(2));
  const open = folder === undefined ? file : file.replaceAll("${workspaceFolder}", folder);
  return path.isAbsolute(open) || folder === undefined ? open : path.join(folder, open);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function texts(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => text(entry) ?? []);
}
