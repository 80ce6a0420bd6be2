//! Every former name of a theme, or of a theme merged into it, leads to it, and imports recognise it by any of them. Before, only one name
//! of a merged theme did, in one language.

use sea_orm_migration::prelude::*;

/// Adds the table and copies the stored names.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements = [
            "CREATE TABLE theme_former_name (
                name_key TEXT NOT NULL PRIMARY KEY,
                theme_id BIGINT NOT NULL REFERENCES theme(id)
            )",
            "CREATE INDEX theme_former_name_by_theme ON theme_former_name (theme_id)",
            "INSERT INTO theme_former_name (name_key, theme_id) SELECT name_key, MIN(theme_id) FROM theme_alias GROUP BY name_key",
            "ALTER TABLE theme_alias DROP COLUMN name_key",
        ];
        for statement in statements {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
