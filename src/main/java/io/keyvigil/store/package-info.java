/**
 * Keeps states and events across restarts, and lets processes share them. Implements the interfaces that {@code watch} and
 * {@code tenant} own, in SQL that SQLite (a file of this process only) and PostgreSQL (a shared database) both support.
 * Only PostgreSQL has claims, and only SQLite has the table of noted polls.
 *
 * <p>Migrations: {@code db/common} is for both databases, {@code db/embedded} adds those for SQLite, and
 * {@code db/postgresql} those for PostgreSQL. They share one ascending sequence of versions, and each version is in one of
 * them. Old and new programs work side by side on one schema while an upgrade rolls, so a migration only adds tables,
 * indexes, and columns that are nullable or have a default. It never drops, renames or changes existing ones, and programs
 * name the columns that they write. A program therefore accepts a schema of a later version.
 */
package io.keyvigil.store;
