//! Official numbers outside the series: given by hand far above the others, so that the series continues from the others.

use sea_orm_migration::prelude::*;

/// Creates their table.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = "CREATE TABLE number_apart (\
                   chamber TEXT NOT NULL CHECK (chamber IN ('representatives', 'councillors')), \
                   legislature INTEGER NOT NULL CHECK (legislature BETWEEN 1 AND 99), \
                   number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 999999), \
                   PRIMARY KEY (chamber, legislature, number))";
        manager.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }
}
