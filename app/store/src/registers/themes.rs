//! Themes. The slug and the names of a merged theme lead to the other theme, and the former names of a renamed one lead to it.

use std::collections::BTreeMap;

use jawab_domain::PerLocale;
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    EntityTrait as _, FromQueryResult, QueryOrder as _, Statement,
};

use crate::{
    Connection, StoreError,
    entity::{theme, theme_alias, theme_former_name},
    rows,
    sql::execute,
};

/// All themes, the oldest first.
pub async fn all(db: &impl Connection) -> Result<Vec<rows::Theme>, StoreError> {
    Ok(theme::Entity::find().order_by_asc(theme::COLUMN.id).all(db).await?)
}

/// The slugs of merged themes.
pub async fn aliases(db: &impl Connection) -> Result<Vec<rows::ThemeAlias>, StoreError> {
    Ok(theme_alias::Entity::find().all(db).await?)
}

/// The former names of themes and of themes merged into them. A name leads to the last theme that had it.
pub async fn former_names(db: &impl Connection) -> Result<Vec<rows::ThemeFormerName>, StoreError> {
    Ok(theme_former_name::Entity::find().all(db).await?)
}

/// Adds former names that lead to a theme.
pub async fn add_former_names(db: &impl Connection, id: i64, keys: impl IntoIterator<Item = String>) -> Result<(), StoreError> {
    let sql = "INSERT INTO theme_former_name (name_key, theme_id) VALUES ($1, $2) \
               ON CONFLICT (name_key) DO UPDATE SET theme_id = excluded.theme_id";
    let keys: Vec<String> = keys.into_iter().collect();
    for key in keys {
        execute(db, sql, [key.into(), id.into()]).await?;
    }
    Ok(())
}

/// Loads a theme.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::Theme>, StoreError> {
    Ok(theme::Entity::find_by_id(id).one(db).await?)
}

/// Adds a theme and returns its identity.
pub async fn insert(db: &impl Connection, slug: &str, names: &PerLocale<String>, key: &str) -> Result<i64, StoreError> {
    let (slug, name) = (Set(slug.to_owned()), Set(serde_json::to_value(names)?));
    Ok(theme::ActiveModel { id: NotSet, slug, name, name_key: Set(key.to_owned()) }.insert(db).await?.id)
}

/// Renames a theme.
pub async fn rename(db: &impl Connection, id: i64, names: &PerLocale<String>, key: &str) -> Result<(), StoreError> {
    let name = Set(serde_json::to_value(names)?);
    theme::ActiveModel { id: Set(id), slug: NotSet, name, name_key: Set(key.to_owned()) }.update_without_returning(db).await?;
    Ok(())
}

/// The number of questions of each theme that has any, by identity.
pub async fn question_counts(db: &impl Connection) -> Result<BTreeMap<i64, u64>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        theme_id: i64,
        questions: i64,
    }
    let sql = "SELECT theme_id, COUNT(*) AS questions FROM question_theme GROUP BY theme_id";
    let rows = Row::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.theme_id, row.questions.cast_unsigned())).collect())
}

/// Moves the questions, the aliases and the former names of a theme to another, and makes its slug an alias. Returns the number of its
/// questions.
pub async fn merge(db: &impl Connection, merged: rows::Theme, into: i64) -> Result<u64, StoreError> {
    let statement = |sql: &str| Statement::from_sql_and_values(db.get_database_backend(), sql, [merged.id.into(), into.into()]);
    let give = "INSERT INTO question_theme (question_id, theme_id) SELECT question_id, $2 FROM question_theme WHERE theme_id = $1 \
                ON CONFLICT (question_id, theme_id) DO NOTHING";
    db.execute_raw(statement(give)).await?;
    let taken = db.execute_raw(statement("DELETE FROM question_theme WHERE theme_id = $1 AND theme_id <> $2")).await?;
    for table in ["theme_alias", "theme_former_name"] {
        db.execute_raw(statement(&format!("UPDATE {table} SET theme_id = $2 WHERE theme_id = $1"))).await?;
    }
    theme::Entity::delete_by_id(merged.id).exec(db).await?;
    let alias = theme_alias::ActiveModel { slug: Set(merged.slug), theme_id: Set(into) };
    theme_alias::Entity::insert(alias).exec_without_returning(db).await?;
    Ok(taken.rows_affected())
}
