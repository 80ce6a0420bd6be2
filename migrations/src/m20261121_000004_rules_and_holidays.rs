//! The default reading of Article 100, and the fixed civil holidays. Both are data: administrators edit them.

use sea_orm_migration::prelude::*;
use serde::Deserialize;

/// Inserts the first rule and holidays.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[derive(Deserialize)]
struct Holiday {
    on: String,
    name: serde_json::Value,
    source: serde_json::Value,
}

/// The source of the first rule, in both languages.
const SOURCE: &str = r#"{"ar":"الفصل 100 من دستور 2011: عشرون يوما من تاريخ إحالة السؤال على الحكومة. قراءة الموقع: أيام متتالية، يوم الإحالة لا يحتسب، ولا تمديد عند العطل.","fr":"Article 100 de la Constitution de 2011 : vingt jours à compter de la transmission de la question au Gouvernement. Lecture du site : jours calendaires, jour de la transmission non compté, sans report en cas de jour férié."}"#;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let rule = Query::insert()
            .into_table("deadline_rule")
            .columns(["version", "days", "counting", "roll_forward", "restarts_on_transfer", "weekend", "source"])
            .values_panic([1.into(), 20.into(), "calendar".into(), false.into(), false.into(), 0b110_0000.into(), json(SOURCE)?])
            .to_owned();
        manager.get_connection().execute(&rule).await?;
        let holidays: Vec<Holiday> = serde_json::from_str(include_str!("data/holidays.json")).map_err(|e| DbErr::Custom(e.to_string()))?;
        for holiday in holidays {
            let on = holiday.on.parse::<chrono::NaiveDate>().map_err(|e| DbErr::Custom(e.to_string()))?;
            let insert = Query::insert()
                .into_table("holiday")
                .columns(["on_day", "name", "source"])
                .values_panic([on.into(), holiday.name.into(), holiday.source.into()])
                .to_owned();
            manager.get_connection().execute(&insert).await?;
        }
        Ok(())
    }
}

fn json(text: &str) -> Result<Expr, DbErr> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|e| DbErr::Custom(e.to_string()))?;
    Ok(value.into())
}
